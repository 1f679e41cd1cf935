import { interleave } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareSamples } from '../../src/statistics/compare-samples.ts';
import { findDrift } from '../../src/statistics/find-drift.ts';
import { mannWhitney } from '../../src/statistics/mann-whitney.ts';
import { pairedTest } from '../../src/statistics/t-test.ts';

const VALUES = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 15 });

describe('two sets of values', () => {
  test('differ by per cent whose interval has zero in it just when no difference is proven', () => {
    fc.assert(
      fc.property(VALUES, VALUES, fc.constantFrom(50, 90, 95), (base, other, confidence) => {
        const comparison = compareSamples(base, other, confidence);
        if (comparison?.relative == null || comparison.welch.t === null) return;
        const { low, high } = comparison.relative.interval;
        expect(low > 0 || high < 0).toBe(comparison.isProven);
      }),
    );
  });

  test('differ the other way round by as much', () => {
    fc.assert(
      fc.property(VALUES, VALUES, (base, other) => {
        const [there, back] = [compareSamples(base, other), compareSamples(other, base)];
        expect(back?.welch.p).toBeCloseTo(there?.welch.p ?? Number.NaN, 9);
        expect(back?.mannWhitney.p).toBe(there?.mannWhitney.p);
        expect(back?.effect.cliffsDelta).toBeCloseTo(-(there?.effect.cliffsDelta ?? Number.NaN), 12);
      }),
    );
  });

  test('of fewer than three values are not compared', () => {
    expect(compareSamples([1, 2], [1, 2, 3])).toBeNull();
  });

  test('of a negative base differ in the direction of the difference', () => {
    const relative = compareSamples([-10, -11, -9], [-5, -5.5, -4.5])?.relative;
    expect(relative?.difference).toBeCloseTo(50, 9);
    expect(relative?.interval.low).toBeLessThan(50);
  });

  test('with thousands of values beside eight are still counted exactly', () => {
    const many = Array.from({ length: 5000 }, (_, at) => at);
    const { p, method } = mannWhitney(
      many,
      many.slice(0, 8).map((value) => value * 600 + 0.5),
    );
    expect(method).toBe('exact');
    expect(p).toBeCloseTo(0.4418, 4);
  });
});

describe('the order of variants that take turns', () => {
  test('goes there and back, and adds the same drift to each', () => {
    expect(interleave(['A', 'B'], 4).join('')).toBe('ABBAABBA');
    expect(interleave(['A', 'B', 'C'], 2).join('')).toBe('ABCCBA');
    const places = (name: string) => interleave(['A', 'B', 'C'], 4).flatMap((each, at) => (each === name ? [at] : []));
    const sums = ['A', 'B', 'C'].map((name) => places(name).reduce((sum, place) => sum + place, 0));
    expect(new Set(sums).size).toBe(1);
  });

  test('lets a warming machine fake no difference, and the drift is found and named', () => {
    const warming = interleave(['A', 'B'], 6).map((name, order) => ({
      name,
      order,
      value: 100 - order + (order % 3) / 10,
    }));
    const of = (name: string) => warming.filter((each) => each.name === name);
    const drift = findDrift([of('A'), of('B')], 95);
    expect(drift?.isSignificant).toBe(true);
    expect(drift?.slope.difference).toBeCloseTo(-1, 1);
    const pairs = of('A').map(({ value }, at): [number, number] => [value, of('B')[at]?.value ?? Number.NaN]);
    expect(pairedTest(pairs, 95).p).toBeGreaterThan(0.5);
  });

  test('shows no drift where a variant is better, and nothing else is', () => {
    const values = interleave(['A', 'B'], 6).map((name, order) => ({
      name,
      order,
      value: (name === 'A' ? 10 : 20) + ((order * 7) % 5),
    }));
    const groups = ['A', 'B'].map((name) => values.filter((each) => each.name === name));
    expect(findDrift(groups, 95)?.isSignificant).toBe(false);
  });

  test('has no drift in an order that chance makes often: three or four values on a line, two of each of two variants', () => {
    const line = (values: readonly number[]) => values.map((value, order) => ({ order, value }));
    for (const n of [3, 4]) expect(findDrift([line([1, 2, 3, 4].slice(0, n))], 95)?.isSignificant).toBe(false);
    expect(findDrift([line([1, 2, 3, 4, 5])], 95)?.isSignificant).toBe(true);
    expect(findDrift([line([1, 2, 3, 4, 5])], 99)?.isSignificant).toBe(false);
    expect(findDrift([line([1, 2, 3]), line([5, 6, 7])], 95)?.isSignificant).toBe(false);
    expect(findDrift([line([1, 2, 3, 4]), line([5, 6, 7, 8])], 95)?.isSignificant).toBe(true);
  });

  test('cannot tell a drift from too few values', () => {
    expect(
      findDrift(
        [
          [
            { order: 1, value: 1 },
            { order: 2, value: 2 },
          ],
        ],
        95,
      ),
    ).toBeNull();
    expect(findDrift([[1, 1, 1].map((value) => ({ order: 5, value }))], 95)).toBeNull();
    expect(findDrift([[], []], 95)).toBeNull();
  });
});
