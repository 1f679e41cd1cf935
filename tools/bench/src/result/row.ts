/** A line of the table: what was measured, and what it is to be. `name` tells it from all others, for `--vs`. */
export type Row = RatioRow | ValueRow | MissingRow | FailedRow;

/** Something that is compared with a floor or a peer, pair by pair: both of a pair were measured right after each other. */
export interface RatioRow extends RowHead {
  readonly kind: 'ratio';
  /** The floor or peer. */
  readonly against: string;
  readonly unit: Unit;
  readonly pairs: readonly Pair[];
  readonly goal: Goal | null;
}

/** Something whose goal is no ratio. */
export interface ValueRow extends RowHead {
  readonly kind: 'value';
  readonly unit: Unit;
  readonly statistic: Statistic;
  /** The samples of each round. */
  readonly rounds: readonly (readonly number[])[];
  readonly goal: Goal | null;
}

/** What could not be measured here. */
export interface MissingRow extends RowHead {
  readonly kind: 'missing';
  /** What is not there, and how to get it. */
  readonly why: string;
}

/** What was to be measured and does not work. */
export interface FailedRow extends RowHead {
  readonly kind: 'failed';
  readonly why: string;
}

interface RowHead {
  readonly name: string;
  readonly what: string;
  /** What a reader should know of how it was measured. */
  readonly note?: string;
}

/** One measurement of each side. */
export interface Pair {
  readonly subject: number;
  readonly against: number;
}

/** What of all samples is shown. */
export type Statistic = 'median' | 'p99' | 'worst' | 'least' | 'mean' | 'sum';

export type Unit = 'ms' | 'µs' | 's' | 'MB/s' | 'MB' | 'bytes/s' | '%' | 'count';

/** What a figure is to be, in its unit, or as a ratio. */
export interface Goal {
  readonly kind: 'at-most' | 'at-least';
  readonly bound: number;
}

/** At most so much. */
export function atMost(bound: number): Goal {
  return { kind: 'at-most', bound };
}

/** At least so much. */
export function atLeast(bound: number): Goal {
  return { kind: 'at-least', bound };
}
