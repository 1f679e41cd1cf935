import type { OrderedValue } from '../statistics/find-drift.ts';

/** The values of one metric in one run, or of one file of numbers. */
export interface ComparedSet {
  /** What people call it: a run directory, a file, a case. */
  readonly name: string;
  /** In order; `order` is the number of the trial, or the place in the file, from 1. */
  readonly values: readonly OrderedValue[];
  /** Trials that have no value, with the reason: they are in no figure, and never a zero. */
  readonly missing: readonly { readonly order: number; readonly reason: string }[];
}

/** One metric over the sets that have it; the first is the base. */
export interface ComparedMetric {
  readonly metric: string;
  /** Numbers that have no name of their own: files of them. */
  readonly isNameless?: true;
  /** The sets are cases of one run, which may have taken turns. */
  readonly isOneRun?: true;
  /** Empty: a plain number. */
  readonly unit: string;
  readonly sets: readonly ComparedSet[];
}

/** The values of a set, without as many warm-up trials at its beginning. */
export function valuesOf({ values }: ComparedSet, warmUp: number): readonly number[] {
  return values.slice(warmUp).map(({ value }) => value);
}
