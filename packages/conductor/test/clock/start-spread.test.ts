import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../src/clock/start-spread.ts';

const starts = fc.array(
  fc.record({ atNs: fc.bigInt({ min: 0n, max: 10n ** 9n }), uncertaintyNs: fc.bigInt({ min: 0n, max: 10n ** 7n }) }),
  { minLength: 1, maxLength: 8 },
);

describe('the spread of starts', () => {
  it('is in truth no further away than its uncertainty, wherever in theirs the starts were', () => {
    fc.assert(
      fc.property(starts, fc.infiniteStream(fc.integer({ min: -100, max: 100 })), (all, places) => {
        const truths = all.map(({ atNs, uncertaintyNs }) => {
          const place = BigInt(places.next().value ?? 0);
          return Number(atNs + (uncertaintyNs * place) / 100n) / 1e6;
        });
        const truthMs = Math.max(...truths) - Math.min(...truths);
        const spread = spreadOf(all);
        expect(Math.abs((spread?.spreadMs ?? Number.NaN) - truthMs)).toBeLessThanOrEqual(
          (spread?.uncertaintyMs ?? 0) + 1e-5,
        );
      }),
    );
  });

  it('of nobody is none, and of one alone is nothing, exactly', () => {
    expect(spreadOf([])).toBeNull();
    expect(spreadOf([{ atNs: 5n, uncertaintyNs: 9n }])).toEqual({ spreadMs: 0, uncertaintyMs: 0 });
  });
});
