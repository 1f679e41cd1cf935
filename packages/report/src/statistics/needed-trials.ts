import { studentQuantile } from './student.ts';
import type { Summary } from './summarize.ts';

/** More trials than anybody runs; beyond, no number is named. */
const MOST_TRIALS = 1_000_000;

/**
 * How many trials, of which some are already there, make the half-width of the interval of the mean at most `precision` per cent of the
 * mean: the smallest n ≥ 2 with t·s/√n ≤ precision·|x̄|, where t itself depends on n (Stein's rule, Annals of Mathematical Statistics 16,
 * 1945, with the deviation found so far). `null` when that cannot be told: of one value, around zero, or from a million on.
 */
export function neededTrials({ mean, deviation, interval }: Summary, precision: number): number | null {
  if (deviation === null || interval === null) return null;
  const wanted = Math.abs(mean) * (precision / 100);
  const isEnough = (n: number) => (studentQuantile(interval.confidence, n - 1) * deviation) / Math.sqrt(n) <= wanted;
  if (!isEnough(MOST_TRIALS)) return null;
  let [tooFew, enough] = [1, MOST_TRIALS];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** The half-width of the interval of the mean in per cent of the mean; `null` when there is none: of one value, or around zero. */
export function precisionOf({ mean, interval }: Summary): number | null {
  if (interval === null) return null;
  if (interval.half === 0) return 0;
  return mean === 0 ? null : (interval.half / Math.abs(mean)) * 100;
}
