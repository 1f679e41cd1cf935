import type { StateLook } from './host-state.ts';
import type { Check, Metric } from './metric.ts';
import type { Phase } from './phase.ts';
import type { Settings } from './settings.ts';
import type { Step } from './step.ts';
import type { TestCase } from './test-case.ts';
import type { UntilPrecise } from './until-precise.ts';

/** The steps of each phase; a phase without steps is an empty list. */
export type PhaseSteps = Readonly<Record<Phase, readonly Step[]>>;

/** One player's part of a test: where it listens and what it is to do. */
export interface PlayerPlan {
  /** The name as the test file spells it. */
  readonly name: string;
  /** The player file, as it was found. */
  readonly file: string;
  /** IPv4, IPv6 (with a zone, if link-local) or a host name; no brackets. */
  readonly address: string;
  /** `cmdport`: the one port that the player listens on. */
  readonly port: number;
  /** The address named by `conductor`: who may command a player that runs without TLS; `null` when absent. */
  readonly conductor: string | null;
  /** `resultsport` of the original, kept as information; `null` when absent. */
  readonly resultsPort: number | null;
  readonly phases: PhaseSteps;
  /** What its file says of `[State]`; absent where there is no such section. */
  readonly state?: readonly StateLook[];
}

/** A whole test, read and checked. */
export interface Test {
  readonly name: string;
  /** The test file, as the user named it. */
  readonly file: string;
  /** How many are run, of each case; at most, where there is `untilPrecise`. */
  readonly trials: number;
  /** Absent: all trials are run. */
  readonly untilPrecise?: UntilPrecise;
  readonly settings: Settings;
  /** In file order; at least one. Their steps are those of the first case. */
  readonly players: readonly PlayerPlan[];
  /** The combinations of `[Matrix]`, in the order of the file; absent in a test without parameters. */
  readonly cases?: readonly TestCase[];
  /** What chance is made of, where `order` is `random`. */
  readonly seed?: number;
  /** What is measured in each trial, once its results are here: those of the test file, then those of each player file. */
  readonly metrics: readonly Metric[];
  /** What the trials of a run are judged by, when it is over. */
  readonly checks: readonly Check[];
}
