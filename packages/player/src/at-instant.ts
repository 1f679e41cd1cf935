import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@conductor/types';

/** A timer misses by up to 2 ms either way; the rest is spent looking at the clock. */
const SPIN_NS = 2_000_000n;
const NS_PER_MS = 1_000_000n;

/** Resolves at an instant of the monotonic clock, never before it; at once when it has passed. */
export async function atInstant(instantNs: bigint, clock: Clock): Promise<void> {
  for (let leftNs = instantNs - clock.monotonicNs(); leftNs > SPIN_NS; leftNs = instantNs - clock.monotonicNs()) {
    await pause(Math.max(1, Number((leftNs - SPIN_NS) / NS_PER_MS)));
  }
  while (clock.monotonicNs() < instantNs);
}
