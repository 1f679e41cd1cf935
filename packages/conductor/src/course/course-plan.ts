import type { Phase, PlayerPlan, Secret, Settings, TestCase, TrialRef, UntilPrecise } from '@conductor/types';
import type { WallReading } from '../clock/wall-step.ts';

/** What the course of a run is to do. Everything that it decides follows from this and from the events it is told. */
export interface CoursePlan {
  /** Told to the players, for the environment of their commands. */
  readonly testName: string;
  /** The players that take part, in file order. */
  readonly players: readonly PlayerPlan[];
  /** Their steps in each combination of parameters; absent: they are the same in every trial. */
  readonly cases?: readonly TestCase[];
  readonly settings: Settings;
  /** The phases that were asked for, in their order. */
  readonly phases: readonly Phase[];
  /** In this order; at most, where there is `untilPrecise`: what is left out of them is not counted. */
  readonly trials: readonly TrialRef[];
  /** Absent: all trials are run. */
  readonly untilPrecise?: UntilPrecise;
  /** Delivered to the players whose steps use them. */
  readonly secrets: readonly Secret[];
  readonly timing: CourseTiming;
  /** When the course begins, by both clocks of the conductor: all times are counted from there. */
  readonly began: WallReading;
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

/** The longest pause between two attempts to reach a player again whose connection was cut, in milliseconds. */
export const LONGEST_REDIAL_MS = 1_000;

/**
 * How long the first attempt to reach a player again may take, in milliseconds; each further one twice as long, up to two
 * seconds or a heartbeat. A cable that is plugged in again is found soon, and a slow link has its time.
 */
export const FIRST_ATTEMPT_MS = 500;
export const LONGEST_ATTEMPT_MS = 2_000;

/** The connection to a player that leaves this many heartbeats unanswered is made anew: after 15 s, with the default of 5 s. */
export const UNANSWERED_HEARTBEATS = 3;

/** A player that leaves so many unanswered is out of contact: barriers do not count against it. */
export const SILENT_HEARTBEATS = 2;

/** What a barrier takes at the most, in milliseconds, where heartbeats are not rarer than in half of it. */
const BARRIER_MS = 10_000;

/**
 * The default timing: a lease holds six heartbeats. No barrier is over before two of them: until then nobody knows whether
 * a player hears us, and a short cut would count against it.
 */
export function defaultTiming(settings: Pick<Settings, 'leaseMs'>): CourseTiming {
  const heartbeatMs = settings.leaseMs / 6;
  return {
    waitPlayersMs: 10_000,
    waitFreeMs: 0,
    barrierMs: Math.max(BARRIER_MS, SILENT_HEARTBEATS * heartbeatMs),
    heartbeatMs,
  };
}
