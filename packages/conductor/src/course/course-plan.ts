import type { Phase, PlayerPlan, Settings, TrialRef } from '@conductor/types';

/** What the course of a run is to do. Everything that it decides follows from this and from the events it is told. */
export interface CoursePlan {
  /** Told to the players, for the environment of their commands. */
  readonly testName: string;
  /** The players that take part, in file order. */
  readonly players: readonly PlayerPlan[];
  readonly settings: Settings;
  /** The phases that were asked for, in their order. */
  readonly phases: readonly Phase[];
  readonly trials: readonly TrialRef[];
  readonly timing: CourseTiming;
}

/** How long the conductor waits, in milliseconds. */
export interface CourseTiming {
  /** For players that do not listen yet. */
  readonly waitPlayersMs: number;
  /** For players that another run holds. */
  readonly waitFreeMs: number;
  /** For an answer that needs no work to be done: claimed, loaded, armed, started. */
  readonly barrierMs: number;
  /** Between two heartbeats. */
  readonly heartbeatMs: number;
}

/** Between two attempts to reach a player that does not listen yet, in milliseconds. */
export const REDIAL_MS = 250;

/** A player that leaves this many heartbeats unanswered is lost: 15 s, with the default of 5 s between them. */
export const UNANSWERED_HEARTBEATS = 3;

/** The default timing: a lease holds six heartbeats. */
export function defaultTiming(settings: Pick<Settings, 'leaseMs'>): CourseTiming {
  return { waitPlayersMs: 10_000, waitFreeMs: 0, barrierMs: 10_000, heartbeatMs: settings.leaseMs / 6 };
}
