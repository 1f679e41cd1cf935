import { execa } from 'execa';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangePattern } from '../../src/guardian/range-pattern.ts';

const LARGEST = 2n ** 63n - 1n;
const range = fc
  .tuple(fc.bigInt(1n, LARGEST), fc.bigInt(0n, 2n ** 21n))
  .map(([first, length]): [bigint, bigint] => [first, first + length < LARGEST ? first + length : LARGEST]);

test('a range pattern has the numbers of its range and no others', () => {
  fc.assert(
    fc.property(range, fc.array(fc.bigInt(-3n, 2n ** 21n + 3n)), ([first, last], offsets) => {
      const pattern = new RegExp(`^(${rangePattern(first, last)})$`);
      for (const number of [first - 1n, first, last, last + 1n, ...offsets.map((offset) => first + offset)]) {
        expect(pattern.test(String(number)), `${number} in ${first}-${last}`).toBe(number >= first && number <= last);
      }
    }),
  );
});

test('a range pattern of small numbers is tried with all of them', () => {
  for (const [first, last] of [
    [1, 1],
    [1, 9],
    [1, 10],
    [7, 13],
    [95, 105],
    [100, 999],
    [1, 1200],
    [900, 1100],
  ] as const) {
    const pattern = new RegExp(`^(${rangePattern(BigInt(first), BigInt(last))})$`);
    const found = Array.from({ length: 1300 }, (_, number) => number).filter((number) => pattern.test(String(number)));
    expect(found).toEqual(Array.from({ length: last - first + 1 }, (_, place) => first + place));
  }
});

test('the pattern for the marks of a life is short, and grep reads it as we do', async () => {
  const life = BigInt(2 ** 31 - 1) << 20n;
  const [first, last] = [life + 1n, life + 2n ** 20n - 1n];
  const pattern = rangePattern(first, last);
  expect(pattern.length).toBeLessThan(500);
  const input = [life, first, last, last + 1n].join('\n');
  const { stdout } = await execa('grep', ['-xE', '-e', pattern], { input });
  expect(stdout.split('\n')).toEqual([String(first), String(last)]);
});
