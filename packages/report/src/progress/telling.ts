import type { Metric, Verdict } from '@conductor/types';
import type { LineWriter } from './line-writer.ts';
import type { StepNames } from './step-names.ts';

/** What telling a run remembers from one event to the next; it grows with the players, and with the failed steps
 * of a trial. */
export interface Telling {
  readonly trials: string;
  /** Steps are told by an external collector; here they are only counted. */
  readonly isCounted: boolean;
  readonly verbose: boolean;
  readonly writer: LineWriter;
  readonly names: StepNames;
  /** Failed steps of the trial, by `StepNames.identity`: where their output is will be told. */
  readonly failed: Set<string>;
  /** Remarks of the trial, by player. */
  readonly said: Map<string, number>;
  /** Why players could not start a phase of the trial, or stopped: what was told whole. */
  readonly reasons: Set<string>;
  /** Steps of the trial by verdict. */
  readonly counts: Map<Verdict, number>;
  /** By name. */
  readonly metrics: ReadonlyMap<string, Metric>;
}
