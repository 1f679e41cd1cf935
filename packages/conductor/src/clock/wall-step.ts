import { toMs } from './nanoseconds.ts';

/** Both clocks of a host, in one moment. */
export interface WallReading {
  readonly monotonicNs: bigint;
  readonly wallMs: number;
}

/** Less is how exactly two clocks are read together. */
const LEAST_STEP_MS = 100;
/** What a time server may bend a wall clock by, and more. */
const BENT_SHARE = 0.001;

/**
 * By how much a wall clock went on more than the monotonic clock did: somebody set it, or the host slept. `null` where both went on
 * alike.
 */
export function wallStepMs(before: WallReading, after: WallReading): number | null {
  const passedMs = toMs(after.monotonicNs - before.monotonicNs);
  const stepMs = after.wallMs - before.wallMs - passedMs;
  return Math.abs(stepMs) > LEAST_STEP_MS + Math.abs(passedMs) * BENT_SHARE ? Math.round(stepMs) : null;
}
