import { meanOf, varianceOf } from './moments.ts';
import { studentQuantile } from './student.ts';
import type { Interval } from './summarize.ts';

/** A difference in per cent of the mean of the base. */
export interface RelativeDifference {
  readonly difference: number;
  readonly interval: Interval;
}

/**
 * The difference of two means in per cent of the first one's size, with the interval of their ratio by Fieller's theorem: it knows that the
 * mean of the base is itself only measured, and has zero in it just when Welch's test, whose degrees of freedom it is given, finds no
 * difference. `null` where the mean of the base may be zero. Source: Fieller, Some Problems in Interval Estimation, Journal of the Royal
 * Statistical Society B 16 (1954).
 */
export function relativeDifference(
  base: readonly number[],
  other: readonly number[],
  freedom: number,
  confidence: number,
): RelativeDifference | null {
  const [ofBase, ofOther] = [meanOf(base), meanOf(other)];
  const [errorOfBase, errorOfOther] = [varianceOf(base) / base.length, varianceOf(other) / other.length];
  const square = studentQuantile(confidence, freedom) ** 2;
  const unsure = (square * errorOfBase) / ofBase ** 2;
  if (ofBase === 0 || unsure >= 1) return null;
  const ratio = ofOther / ofBase;
  const reach = Math.sqrt(square * (errorOfOther * (1 - unsure) + ratio ** 2 * errorOfBase)) / Math.abs(ofBase);
  const ends = [-reach, reach].map((side) => inPercent((ratio + side) / (1 - unsure), ofBase));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return { difference: inPercent(ratio, ofBase), interval: { confidence, low, high, half: (high - low) / 2 } };
}

/** A ratio to the base as a difference from it; more is more, also where the base is negative. */
function inPercent(ratio: number, base: number): number {
  return (ratio - 1) * Math.sign(base) * 100;
}
