import type { ComparedSet, Facts } from '@conductor/report';

/** One thing that is compared, with all that was measured in it. */
export interface Compared {
  /** What the user calls it. */
  readonly name: string;
  /** Of a run; `null`: a file of numbers. */
  readonly directory: string | null;
  readonly metrics: readonly MeasuredMetric[];
  /** What it was measured with; `null`: nobody knows, of a file of numbers. */
  readonly facts: Facts | null;
}

/** One metric of it. */
export interface MeasuredMetric extends Omit<ComparedSet, 'name'> {
  readonly metric: string;
  /** Empty: a plain number. */
  readonly unit: string;
  readonly isNameless?: true;
}
