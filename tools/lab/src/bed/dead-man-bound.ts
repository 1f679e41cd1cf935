import { USUAL_RESET_MS } from './usual-steps.ts';

/** Lease, heartbeat, kill grace, of a bed unless its settings say otherwise; and the read-back of a kill. */
const BED_MS = { lease: 3_000, heartbeat: 500, killGrace: 1_000, kill: 2_000 } as const;

/** Within so many milliseconds after the last word from its conductor a player of a bed has reset. */
export function deadManBoundMs(resetMs = USUAL_RESET_MS): number {
  return BED_MS.lease + BED_MS.heartbeat + BED_MS.killGrace + BED_MS.kill + resetMs;
}
