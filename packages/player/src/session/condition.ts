import { elapsedMs, type Holder, type KeptRun, type PlayerCondition } from '@conductor/types';
import type { Session, SessionHolder } from './session.ts';
import { runningStep } from './step-in-phase.ts';
import type { Moment } from './turn.ts';

/** What a player tells about itself to whoever it lets in. */
export function conditionOf({ holder, trial }: Session, now: Moment, kept: readonly KeptRun[]): PlayerCondition {
  return {
    holder: holder && describeHolder(holder, now),
    trial: trial?.ref ?? null,
    ...runningStep(trial),
    kept,
  };
}

/** Who holds the player, as others are told. */
export function describeHolder({ run, who, since, heardNs, leaseMs }: SessionHolder, now: Moment): Holder {
  return { ...run, who, since, silentMs: elapsedMs(heardNs, now.monotonicNs), leaseMs };
}
