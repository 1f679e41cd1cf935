import type { HostFacts } from './host-facts.ts';
import type { Channel, JournalRecord, ResetState } from './journal-record.ts';
import type { CheckResult, MetricReading } from './metric-result.ts';
import type { Phase } from './phase.ts';
import type { PlayerPlan } from './player-plan.ts';
import type { PlayerClock, PlayerStart } from './player-start.ts';
import type { TrialRef } from './run-ref.ts';
import type { Settings } from './settings.ts';
import type { StepId } from './step.ts';
import type { Test } from './test.ts';
import type { TestCase } from './test-case.ts';
import type { PrecisionResult } from './until-precise.ts';

/** The version of events.ndjson and run.json. Readers refuse a higher one. */
export const RESULTS_SCHEMA = 1;

/**
 * One line of events.ndjson: what the conductor and the collector saw, in order of arrival. Everything else in a run
 * directory but the output itself is rebuilt from these.
 */
export type RunEvent = {
  /** Wall clock of the machine that writes the run directory, ISO 8601 in UTC. */
  readonly time: string;
} & RunEventBody;

/** A test as the run tells it at its beginning: what the steps of its cases are is told of each trial. */
export interface StartedTest extends Omit<Test, 'cases'> {
  readonly cases?: readonly Omit<TestCase, 'players'>[];
}

/** What one player does in one trial. */
export interface PlayerSteps extends Pick<PlayerPlan, 'phases' | 'state'> {
  readonly player: string;
}

/** What happened. */
export type RunEventBody =
  | {
      readonly kind: 'run-started';
      readonly schema: number;
      readonly runId: string;
      readonly version: string;
      /** The effective test: the players, phases, trials and cases that this run was asked for. */
      readonly test: StartedTest;
      readonly phases: readonly Phase[];
      /** `user@host`. */
      readonly conductor: string;
      /** Somebody said `--insecure-network`. */
      readonly insecure: boolean;
      /** Absent: `conduct`. */
      readonly writtenBy?: 'collector';
    }
  | { readonly kind: 'player-awaited'; readonly player: string; readonly reason: string }
  | {
      readonly kind: 'player-greeted';
      readonly player: string;
      readonly facts: HostFacts;
      /** The URI in the certificate that it showed; `null` on a connection without TLS. */
      readonly identity: string | null;
    }
  /** Another program goes on with the run, under an epoch that nobody had before; written before it is used. */
  | {
      readonly kind: 'run-taken-over';
      readonly epoch: number;
      /** `user@host (pid 4711)`. */
      readonly who: string;
      /** What `conduct` was told: `resume`, `reset`, `abort`. */
      readonly deed: string;
    }
  | {
      readonly kind: 'trial-started';
      readonly trial: TrialRef;
      /** The steps of each player, in a test whose trials do not all have the same; absent: as `run-started` has them. */
      readonly steps?: readonly PlayerSteps[];
    }
  | { readonly kind: 'phase-started'; readonly trial: TrialRef; readonly phase: Phase }
  /** Every player that starts the phase has told when it did. */
  | {
      readonly kind: 'players-started';
      readonly trial: TrialRef;
      readonly phase: Phase;
      readonly mode: Settings['start'];
      /** From the first to the last. */
      readonly spreadMs: number;
      /** By how much the spread may be more or less in truth. */
      readonly uncertaintyMs: number;
      readonly starts: readonly PlayerStart[];
    }
  /** A wall clock was set, or its host slept: it and the monotonic clock went apart by so much. Nothing depends on it. */
  | {
      readonly kind: 'clock-stepped';
      /** `null` is the conductor itself. */
      readonly player: string | null;
      readonly stepMs: number;
    }
  /** A player's journal record, as it was pulled. */
  | {
      readonly kind: 'journal';
      readonly player: string;
      readonly trial: TrialRef;
      /** Which segment of the journal it is in, from 1: each life of the player that tells of the trial has its own. */
      readonly segment: number;
      /** Bytes of that segment up to and including this record: from here a collector continues. */
      readonly offset: number;
      readonly record: JournalRecord;
    }
  /** The whole of one output is on disk, and its checksum equals the player's. */
  | {
      readonly kind: 'output-collected';
      readonly player: string;
      readonly trial: TrialRef;
      readonly step: StepId;
      readonly channel: Channel;
      readonly generation: number;
      /** Path below the run directory; `null` for an empty output. */
      readonly path: string | null;
      readonly bytes: number;
      readonly sha256: string;
    }
  /** What is on disk of an output when its collector stopped waiting for the rest: the player is lost, or the run was left. */
  | {
      readonly kind: 'output-held';
      readonly player: string;
      readonly trial: TrialRef;
      readonly step: StepId;
      readonly channel: Channel;
      readonly generation: number;
      /** Path below the run directory. */
      readonly path: string;
      readonly bytes: number;
    }
  | {
      readonly kind: 'file-fetched';
      readonly player: string;
      readonly trial: TrialRef;
      readonly step: StepId;
      readonly file: number;
      /** Where it was on the player. */
      readonly source: string;
      /** Path below the run directory. */
      readonly path: string;
      readonly bytes: number;
      readonly mode: number;
      readonly modified: string;
      readonly sha256: string;
      /** What it takes on the disk here, where that is less than it has: a part of it is holes. */
      readonly occupiedBytes?: number;
      /** What became of it while it was read. */
      readonly remark?: string;
    }
  /** What a player says a phase came to, when its steps are known to somebody else: `collector` is `external`. */
  | {
      readonly kind: 'phase-counted';
      readonly player: string;
      readonly trial: TrialRef;
      readonly phase: Phase;
      /** Of its list. */
      readonly steps: number;
      readonly failed: number;
      readonly unknown: number;
      /** Processes that would not end. */
      readonly leftovers: number;
    }
  | { readonly kind: 'phase-ended'; readonly trial: TrialRef; readonly phase: Phase }
  /** The connection to a player was cut; it works on, and is dialled again until its lease is over. */
  | { readonly kind: 'player-cut'; readonly player: string; readonly cause: string }
  /** It goes on where it was cut. Nothing was lost, and nothing is done twice. */
  | { readonly kind: 'player-rejoined'; readonly player: string; readonly cutMs: number }
  /** The host of a player is about to be rebooted by a step: it is expected back within the limit, and dialled until then. */
  | {
      readonly kind: 'player-rebooting';
      readonly player: string;
      readonly trial: TrialRef;
      readonly step: StepId;
      readonly limitMs: number;
    }
  /** It is back, in another boot, and goes on behind the step. `clock`: its monotonic clock from here on. */
  | {
      readonly kind: 'player-returned';
      readonly player: string;
      readonly trial: TrialRef;
      readonly step: StepId;
      readonly tookMs: number;
      readonly clock: PlayerClock;
    }
  | {
      readonly kind: 'player-lost';
      readonly player: string;
      /** `null` when it was lost outside a trial. */
      readonly trial: TrialRef | null;
      readonly phase: Phase | null;
      readonly cause: string;
    }
  | { readonly kind: 'interrupted'; readonly signal: string; readonly count: number }
  | {
      readonly kind: 'problem';
      readonly text: string;
      readonly player?: string;
      /** The trial that it is about, with its phase; `notStarted` has its own. */
      readonly during?: { readonly trial: TrialRef; readonly phase: Phase };
      /** The phase that the player could not start, or refused to. */
      readonly notStarted?: { readonly trial: TrialRef; readonly phase: Phase };
    }
  | {
      readonly kind: 'reset-settled';
      readonly player: string;
      readonly trial: TrialRef;
      readonly state: ResetState;
    }
  | { readonly kind: 'trial-ended'; readonly trial: TrialRef }
  /** What became of each metric of the test in a trial, by what is on disk of it. Another one of the same trial takes its place. */
  | { readonly kind: 'trial-measured'; readonly trial: TrialRef; readonly readings: readonly MetricReading[] }
  /** What the trials that were measured were judged by. Another one takes its place. */
  | { readonly kind: 'checks-settled'; readonly checks: readonly CheckResult[] }
  /** `trials: auto`: no further trial begins, by what these came to. */
  | ({ readonly kind: 'precision-settled' } & PrecisionResult)
  | { readonly kind: 'run-ended'; readonly exitCode: number };
