import { describe, expect, it } from 'vitest';
import { wallStepMs } from '../../src/clock/wall-step.ts';

const reading = (seconds: number, wallMs: number) => ({ monotonicNs: BigInt(seconds) * 1_000_000_000n, wallMs });

describe('a wall clock', () => {
  it.each<[string, number, number | null]>([
    ['that went on as the monotonic clock did was not set', 10_000, null],
    ['that a time server bends was not set', 10_005, null],
    ['that was read a little later was not set', 10_060, null],
    ['that is two hours ahead was set', 10_000 + 7_200_000, 7_200_000],
    ['that is half a second back was set', 9_500, -500],
  ])('%s', (_, wallMs, stepMs) => {
    expect(wallStepMs(reading(5, 0), reading(15, wallMs))).toBe(stepMs);
  });
});
