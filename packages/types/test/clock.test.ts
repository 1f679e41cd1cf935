import { expect, it } from 'vitest';
import { elapsedMs, systemClock } from '../src/index.ts';

it('measures from one reading of a monotonic clock to a later one, to the microsecond', () => {
  expect(elapsedMs(1_000_000n, 3_500_999n)).toBe(2.5);
});

it('only goes forward', () => {
  const readings = Array.from({ length: 1000 }, () => systemClock.monotonicNs());
  expect(readings.every((reading, at) => at === 0 || reading >= (readings[at - 1] ?? 0n))).toBe(true);
});
