import { findOutliers, type Outlier } from './find-outliers.ts';
import { meanOf, quantileOf, sorted, varianceOf } from './moments.ts';
import { studentQuantile } from './student.ts';

/** The confidence of an interval or a comparison when none is asked for, in per cent. */
export const DEFAULT_CONFIDENCE = 95;

/** How values are to be summarized. */
export interface SummaryOptions {
  /** Of the interval, in per cent, between 0 and 100; 95 by default. */
  readonly confidence?: number;
  /** So many values at the beginning are warm-up, and in no figure; 0 by default. */
  readonly warmUp?: number;
}

/** What the values of one metric come to over trials; all in the unit of the values. */
export interface Summary {
  /** How many values are in the figures: without warm-up. */
  readonly n: number;
  /** How many were left out as warm-up. */
  readonly leftOut: number;
  readonly min: number;
  readonly max: number;
  /** Of an even number of values, the mean of the two in the middle. */
  readonly median: number;
  readonly mean: number;
  /** The standard deviation of a sample (n − 1); `null` of one value. */
  readonly deviation: number | null;
  /** Where the mean lies; `null` of one value. */
  readonly interval: Interval | null;
  /** Values that stand apart; they are in all figures. `place` counts from 0, with the values that were left out. */
  readonly outliers: readonly Outlier[];
}

/** An interval around an estimate. */
export interface Interval {
  /** In per cent. */
  readonly confidence: number;
  readonly low: number;
  readonly high: number;
  /** From the estimate to either end. */
  readonly half: number;
}

/**
 * Summarizes the values of one metric, in the order of trials; `null` when there is none. The interval of the mean is x̄ ± t·s/√n, with
 * Student's t of n − 1 degrees of freedom: values are taken to be independent, and their mean to be normally distributed.
 */
export function summarize(
  values: readonly number[],
  { confidence = DEFAULT_CONFIDENCE, warmUp = 0 }: SummaryOptions = {},
): Summary | null {
  const counted = values.slice(warmUp);
  const wrong = counted.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`${wrong} is no value of a metric; leave out trials that have none`);
  if (counted.length === 0) return null;
  const ascending = sorted(counted);
  const [mean, variance] = [meanOf(counted), varianceOf(counted)];
  const deviation = Number.isNaN(variance) ? null : Math.sqrt(variance);
  return {
    n: counted.length,
    leftOut: values.length - counted.length,
    min: quantileOf(ascending, 0),
    max: quantileOf(ascending, 1),
    median: quantileOf(ascending, 0.5),
    mean,
    deviation,
    interval:
      deviation === null ? null : around(mean, deviation / Math.sqrt(counted.length), counted.length - 1, confidence),
    outliers: findOutliers(counted).map(({ place, value }) => ({ place: place + warmUp, value })),
  };
}

/** The interval around an estimate with the given standard error, by Student's t. */
export function around(estimate: number, error: number, freedom: number, confidence: number): Interval {
  const half = studentQuantile(confidence, freedom) * error;
  return { confidence, low: estimate - half, high: estimate + half, half };
}
