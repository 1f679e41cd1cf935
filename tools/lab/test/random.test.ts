import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom, seedOf, wholeNumber } from '../src/index.ts';

test('the same seed gives the same sequence, another seed another', () => {
  void fc.assert(
    fc.property(fc.nat(), (seed) => {
      const draw = (from: number) => Array.from({ length: 10 }, seededRandom(from));
      expect(draw(seed)).toEqual(draw(seed));
      expect(draw(seed)).not.toEqual(draw(seed + 1));
      expect(draw(seedOf(seed, 0))).not.toEqual(draw(seedOf(seed, 1)));
    }),
  );
});

test('whole numbers stay within their bounds and reach both', () => {
  const random = seededRandom(42);
  const drawn = Array.from({ length: 1000 }, () => wholeNumber(random, 3, 7));
  expect([...new Set(drawn)].sort()).toEqual([3, 4, 5, 6, 7]);
});
