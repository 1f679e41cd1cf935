import type { ClockSample } from '@conductor/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftOf, type MeasuredClock, measure, positionAt } from '../../src/clock/measured-clock.ts';
import { lesser } from '../../src/clock/nanoseconds.ts';

const NS_PER_MS = 1_000_000n;

/** A clock that is ahead by `offsetNs` when ours says 0, and gains so many nanoseconds a millisecond. */
interface TrueClock {
  readonly offsetNs: bigint;
  readonly gains: bigint;
}

/** One exchange: when it began, how long either way took, and how long the player had it. In nanoseconds. */
interface Exchange {
  readonly afterNs: bigint;
  readonly thereNs: bigint;
  readonly backNs: bigint;
}

const ns = (most: bigint) => fc.bigInt({ min: 0n, max: most });
const clocks: fc.Arbitrary<TrueClock> = fc.record({
  offsetNs: fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
  gains: fc.bigInt({ min: -999n, max: 999n }),
});
const exchanges: fc.Arbitrary<Exchange[]> = fc.array(
  fc.record({ afterNs: ns(5_000n * NS_PER_MS), thereNs: ns(300n * NS_PER_MS), backNs: ns(300n * NS_PER_MS) }),
  { minLength: 1, maxLength: 40 },
);

function offsetAt({ offsetNs, gains }: TrueClock, atNs: bigint): bigint {
  return offsetNs + (atNs * gains) / NS_PER_MS;
}

function measured(clock: TrueClock, all: readonly Exchange[]): { known: MeasuredClock; endNs: bigint } {
  let known: MeasuredClock | null = null;
  let nowNs = 10n ** 18n;
  for (const { afterNs, thereNs, backNs } of all) {
    const sentNs = nowNs + afterNs;
    const readNs = sentNs + thereNs;
    nowNs = readNs + backNs;
    known = measure(known, sampleOf(sentNs, nowNs, readNs + offsetAt(clock, readNs)));
  }
  if (known === null) throw new Error('nothing was measured');
  return { known, endNs: nowNs };
}

function sampleOf(sentNs: bigint, heardNs: bigint, playerNs: bigint): ClockSample {
  return { sentNs, heardNs, playerNs, heardWallMs: 0, playerWallMs: 0 };
}

describe('the clock of a player', () => {
  it('is within its uncertainty, however slow either way of any exchange was, and whatever its drift', () => {
    fc.assert(
      fc.property(clocks, exchanges, ns(60_000n * NS_PER_MS), (clock, all, laterNs) => {
        const { known, endNs } = measured(clock, all);
        const { offsetNs, uncertaintyNs } = positionAt(known, endNs + laterNs);
        const error = offsetNs - offsetAt(clock, endNs + laterNs);
        expect(error <= uncertaintyNs && -error <= uncertaintyNs).toBe(true);
      }),
    );
  });

  it('is known as well as its shortest exchange tells, and no worse for the others', () => {
    fc.assert(
      fc.property(clocks, exchanges, (clock, all) => {
        const close = all.map((exchange) => ({ ...exchange, afterNs: 0n }));
        const { known, endNs } = measured(clock, close);
        const shortestNs = close.map(({ thereNs, backNs }) => thereNs + backNs).reduce(lesser);
        const totalNs = close.reduce((sum, { thereNs, backNs }) => sum + thereNs + backNs, 0n);
        expect(known.shortestNs).toBe(shortestNs);
        // Half of it, and what drift could do in all the time.
        expect(positionAt(known, endNs).uncertaintyNs).toBeLessThanOrEqual(shortestNs / 2n + totalNs / 200n + 100n);
      }),
    );
  });

  it('has a drift that becomes exact with time', () => {
    const clock = { offsetNs: 5n, gains: 80n };
    const exact = Array.from({ length: 30 }, () => ({
      afterNs: 1_000n * NS_PER_MS,
      thereNs: 100_000n,
      backNs: 300_000n,
    }));
    expect(driftOf(measured(clock, exact).known)).toBeCloseTo(80, 0);
    expect(driftOf(measured(clock, exact.slice(0, 1)).known)).toBeNull();
  });

  it('is measured anew when it contradicts what it said before', () => {
    const before = measured({ offsetNs: 0n, gains: 0n }, [{ afterNs: 0n, thereNs: 50_000n, backNs: 50_000n }]);
    const sentNs = before.endNs + NS_PER_MS;
    const after = measure(before.known, sampleOf(sentNs, sentNs + 100_000n, sentNs + 50_000n + 10n ** 12n));
    expect(Number(positionAt(after, sentNs).offsetNs) / 1e12).toBeCloseTo(1, 5);
  });
});
