import type { Check, Metric } from './metric.ts';
import type { LeftOutPlayer } from './only-startup.ts';
import type { PlayerPlan } from './player-plan.ts';
import type { Settings } from './settings.ts';
import type { TestCase } from './test-case.ts';
import type { UntilPrecise } from './until-precise.ts';

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
  /** The players that have no part in the run, by the systems of their hosts; absent: there are none, or nobody has asked the hosts yet. */
  readonly leftOut?: readonly LeftOutPlayer[];
  /** The combinations of `[Matrix]`, in the order of the file; absent in a test without parameters. */
  readonly cases?: readonly TestCase[];
  /** What chance is made of, where `order` is `random`. */
  readonly seed?: number;
  /** What is measured in each trial, once its results are here: those of the test file, then those of each player file. */
  readonly metrics: readonly Metric[];
  /** What the trials of a run are judged by, when it is over. */
  readonly checks: readonly Check[];
}
