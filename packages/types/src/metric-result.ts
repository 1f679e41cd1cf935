import type { BaseUnit } from './base-unit.ts';
import type { TrialRef } from './run-ref.ts';

/** What became of a metric in a trial: a number in the unit of the metric, or why there is none. Never an invented one. */
export type Measured =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'none'; readonly reason: string };

/** What became of one metric in one trial. */
export type MetricReading = { readonly metric: string } & Measured;

/** One metric over the trials of a run. */
export interface MetricResult {
  readonly name: string;
  readonly player: string;
  readonly unit: BaseUnit;
  /** What counts as 100 %, in `unit`; `null` when nobody said. */
  readonly of: number | null;
  /** What the file says of it. */
  readonly text: string;
  /** Of each trial that was measured, in the order of the trials. */
  readonly trials: readonly TrialMeasured[];
}

/** What became of a metric in a trial, with the trial. */
export type TrialMeasured = TrialRef & Measured;

/** What became of one check over the trials of one case. */
export interface CheckResult {
  readonly metric: string;
  /** Empty without parameters. */
  readonly caseName: string;
  /** What was expected: `mean >= 9 Gbit/s`. */
  readonly text: string;
  readonly verdict: 'passed' | 'failed';
  /** What was found, for people, or why nothing was. */
  readonly found: string;
}
