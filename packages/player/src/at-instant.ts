import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@conductor/types';

/** A timer misses by up to 2 ms either way, so it ends so long before the instant. */
const TIMER_NS = 2_000_000n;
/** So long before the instant a start is prepared: the journal is written, and the gate is at hand. */
const PREPARING_NS = 500_000n;
/** A thread that the kernel wakes at an instant is later than this one time in a hundred. */
const SPIN_NS = 150_000n;
const NS_PER_MS = 1_000_000n;

/** Resolves shortly before an instant of the monotonic clock, at once when it has passed. The last of it the event loop stands still. */
export async function shortlyBefore(instantNs: bigint, clock: Clock): Promise<void> {
  for (let leftNs = instantNs - clock.monotonicNs(); leftNs > TIMER_NS; leftNs = instantNs - clock.monotonicNs()) {
    await pause(Math.max(1, Number((leftNs - TIMER_NS) / NS_PER_MS)));
  }
  sleepUntil(instantNs - PREPARING_NS, clock);
}

/**
 * Returns at an instant of the monotonic clock that is near, never before it: asleep, and, where the processor is nobody else's, in
 * the end looking at the clock.
 */
export function waitUntil(instantNs: bigint, maySpin: boolean, clock: Clock): void {
  sleepUntil(maySpin ? instantNs - SPIN_NS : instantNs, clock);
  while (clock.monotonicNs() < instantNs);
}

/** Sleeps as exactly as the kernel wakes: unlike a timer of the event loop, to parts of a millisecond. */
function sleepUntil(instantNs: bigint, clock: Clock): void {
  const nobody = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  for (let leftNs = instantNs - clock.monotonicNs(); leftNs > 0n; leftNs = instantNs - clock.monotonicNs()) {
    Atomics.wait(nobody, 0, 0, Number(leftNs) / Number(NS_PER_MS));
  }
}
