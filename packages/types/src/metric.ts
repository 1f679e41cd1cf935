import type { BaseUnit } from './base-unit.ts';
import type { MetricFormat } from './metric-formats.ts';
import type { Phase } from './phase.ts';
import type { Place } from './place.ts';

/** How several numbers become one. */
export const FOLDS = ['first', 'last', 'mean', 'min', 'max', 'sum'] as const;

/** One of the ways to make one number of several. */
export type Fold = (typeof FOLDS)[number];

/** One line of `[Metrics]`: a number that each trial has, and where in the results of the trial it stands. */
export interface Metric {
  /** As the file spells it; unlike the names of all other metrics of the test, in any case. */
  readonly name: string;
  readonly place: Place;
  /** What the file says of it, for people. */
  readonly text: string;
  readonly source: MetricSource;
  /** The source whose number is taken off: the metric is the growth of a counter from there. */
  readonly since: MetricSource | null;
  readonly extraction: Extraction;
  /** `null`: there must be one number, not several. */
  readonly fold: Fold | null;
  readonly unit: BaseUnit;
  /** What a 1 in the results is in `unit`: 1,000,000 where they are in Mbit/s. */
  readonly scale: number;
  /** What counts as 100 %, in `unit`: the rate of the line; `null` when the file does not say. */
  readonly of: number | null;
}

/** The bytes that a metric is read from: of one step of one player. */
export interface MetricSource {
  readonly player: string;
  readonly phase: Phase;
  readonly index: number;
  readonly key: string;
  readonly bytes: SourceBytes;
}

/** Which bytes of a step. */
export type SourceBytes =
  /** Its outputs, in the order in which they are looked through: the first that has a number counts. */
  | { readonly kind: 'output'; readonly channels: readonly ('out' | 'err')[] }
  /** The one fetched file whose path on the player matches; without a `/` its name does. `*` and `?` as in a shell. */
  | { readonly kind: 'file'; readonly pattern: string }
  /** None: the number is what is known of the step itself. */
  | { readonly kind: 'step' };

/** How a number is found in bytes. */
export type Extraction =
  /** How long the step took, in seconds. */
  | { readonly kind: 'duration' }
  /** What a program prints, by a word of ours. */
  | { readonly kind: 'field'; readonly format: MetricFormat; readonly field: string }
  /** A number inside a JSON document, or inside each of many, one a line. */
  | { readonly kind: 'json'; readonly path: readonly JsonStep[] }
  /** A number in front of, or behind, the name of a counter. */
  | { readonly kind: 'counter'; readonly format: 'netstat' | 'nstat'; readonly counter: string }
  /** What a pattern of JavaScript finds in each line: its group, or all of it. */
  | { readonly kind: 'regex'; readonly pattern: string; readonly ignoresCase: boolean };

/** One step of the way into a JSON document. */
export type JsonStep =
  | { readonly kind: 'member'; readonly name: string }
  /** From 0; below 0 from the end: -1 is the last. */
  | { readonly kind: 'element'; readonly index: number }
  | { readonly kind: 'every' };

/** What trials are judged by: `rate: mean >= 9 Gbit/s`. */
export interface Check {
  /** The metric, as `[Metrics]` spells it. */
  readonly metric: string;
  readonly place: Place;
  /** What is expected, for people: `mean >= 9 Gbit/s`. */
  readonly text: string;
  readonly fold: CheckFold;
  readonly operator: CheckOperator;
  /** In `unit`. */
  readonly bound: number;
  /** The unit of the metric; `%` of a metric that has an `of`: the bound is a part of that. */
  readonly unit: BaseUnit;
}

/** How the trials of a run become one number; `each`: every one of them is judged. */
export const CHECK_FOLDS = ['mean', 'median', 'min', 'max', 'each'] as const;

/** One of the ways to judge several trials. */
export type CheckFold = (typeof CHECK_FOLDS)[number];

/** How a number is compared with a bound. */
export const CHECK_OPERATORS = ['>=', '<=', '>', '<', '=='] as const;

/** One of the comparisons. */
export type CheckOperator = (typeof CHECK_OPERATORS)[number];
