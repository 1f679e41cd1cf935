import { USUAL_RESET_MS } from './usual-steps.ts';

/** Lease, heartbeat, kill grace, of a bed unless its settings say otherwise; and the read-back of a kill. */
const BED_MS = { lease: 3_000, heartbeat: 500, killGrace: 1_000, kill: 2_000 } as const;

/** The lease of a bed, unless its settings say otherwise. */
export const LEASE_MS = BED_MS.lease;

/** Within so many milliseconds after the last word from its conductor a player of a bed has reset. */
export function deadManBoundMs(resetMs = USUAL_RESET_MS): number {
  return BED_MS.lease + BED_MS.heartbeat + BED_MS.killGrace + BED_MS.kill + resetMs;
}

/** From SIGINT to SIGTERM, and what it takes a busy machine to write down the end of a run. */
const SLACK_MS = 5_000;

/**
 * Within so many milliseconds after the last word of a player that is gone for good, its conductor has ended: it waits for the
 * player's Reset as long as that may take, since the report is to say when it was.
 */
export function conductBoundMs(resetMs = USUAL_RESET_MS): number {
  return deadManBoundMs(resetMs) + SLACK_MS;
}
