import type { Clock } from '@conductor/types';

/** Both clocks of this machine, in one moment. */
export interface Clocks {
  readonly monotonicNs: bigint;
  readonly wall: Date;
}

/** Two readings that are further apart are no moment: somebody else had the processor. */
const MOMENT_NS = 1_000_000n;
const TRIES = 3;

/** Reads both clocks. A pause between the two would look as if the wall clock had been set. */
export function readClocks(clock: Clock): Clocks {
  let reading = readOnce(clock);
  for (let tries = 1; tries < TRIES && reading.tookNs > MOMENT_NS; tries += 1) reading = readOnce(clock);
  return reading;
}

function readOnce(clock: Clock): Clocks & { readonly tookNs: bigint } {
  const beforeNs = clock.monotonicNs();
  const wall = clock.now();
  const monotonicNs = clock.monotonicNs();
  return { monotonicNs, wall, tookNs: monotonicNs - beforeNs };
}
