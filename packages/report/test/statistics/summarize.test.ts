import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neededTrials, precisionOf } from '../../src/statistics/needed-trials.ts';
import { precisionText } from '../../src/statistics/precision-text.ts';
import { type Summary, summarize } from '../../src/statistics/summarize.ts';

function summaryOf(values: readonly number[]): Summary {
  const summary = summarize(values);
  if (summary === null) throw new Error('no values');
  return summary;
}

describe('the summary of values', () => {
  test('has the figures that a reader expects', () => {
    const { interval, deviation, ...rest } = summaryOf([4, 2, 3, 5]);
    expect(rest).toEqual({ n: 4, leftOut: 0, min: 2, max: 5, median: 3.5, mean: 3.5, outliers: [] });
    expect(deviation).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(interval?.half).toBeCloseTo(3.182446305284 * Math.sqrt(5 / 3 / 4), 9);
  });

  test('of no value is none, and one value has neither deviation nor interval', () => {
    expect(summarize([])).toBeNull();
    expect(summaryOf([7])).toMatchObject({ n: 1, mean: 7, median: 7, deviation: null, interval: null });
  });

  test('leaves warm-up out of every figure, and says how many trials that were', () => {
    expect(summarize([100, 1, 2, 3], { warmUp: 1 })).toMatchObject({ n: 3, leftOut: 1, max: 3, mean: 2 });
    expect(summarize([100], { warmUp: 3 })).toBeNull();
  });

  test('shows what lies outside of the fences, with its place, and keeps it in the figures', () => {
    const summary = summarize([99, 10, 11, 12, 11, 10, 40], { warmUp: 1 });
    expect(summary).toMatchObject({ n: 6, max: 40, outliers: [{ place: 6, value: 40 }] });
  });

  test('refuses what is no number, rather than to tell of a mean that is none', () => {
    expect(() => summarize([1, Number.NaN])).toThrow('NaN is no value of a metric');
  });

  test('has the deviation of values that differ by little of their size', () => {
    expect(summaryOf([1e9 + 1, 1e9 + 2, 1e9 + 3]).deviation).toBe(1);
  });
});

describe('the trials that are needed', () => {
  test('are the fewest whose interval is narrow enough', () => {
    const values = fc.array(fc.integer({ min: 90, max: 110 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 1, 5), (drawn, precision) => {
        const { deviation, ...summary } = summaryOf(drawn);
        const needed = neededTrials({ ...summary, deviation }, precision);
        const half = (n: number) => halfOf(n, deviation ?? 0);
        const wanted = (summary.mean * precision) / 100;
        expect(needed).not.toBeNull();
        expect(half(needed ?? 0)).toBeLessThanOrEqual(wanted * (1 + 1e-9));
        if (needed !== null && needed > 2) expect(half(needed - 1)).toBeGreaterThan(wanted * (1 - 1e-9));
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    [[9.1, 10, 10.2], 5, '3 trials: ±15 %; 6 more for ±5 %'],
    [[10, 10.01, 10.02], 5, '3 trials: ±0.25 %'],
    [[3], 5, '1 trial: one value has no interval; run at least 2 more'],
    [[-1, 1], 5, '2 trials: the mean is 0, so that nothing can be said in per cent of it'],
    [[1, 1e9], 0.0001, '2 trials: ±1271 %; more than a million more for ±0.0001 %'],
  ])('of %j for %d %% are told in a sentence', (values, precision, text) => {
    expect(precisionText(summaryOf(values), precision)).toBe(text);
  });

  test('of values without spread around zero are none: all is known', () => {
    expect(precisionOf(summaryOf([0, 0, 0]))).toBe(0);
  });
});

/** The half-width of an interval over n trials, from the summary of two trials whose deviation is the wanted one. */
function halfOf(n: number, deviation: number): number {
  const values = Array.from({ length: n }, (_, at) => (at % 2 === 0 ? 1 : -1));
  const { deviation: own, interval } = summaryOf(values);
  return own === null || interval === null ? Number.NaN : (interval.half / own) * deviation;
}
