import { count } from '../text/quantities.ts';
import { neededTrials, precisionOf } from './needed-trials.ts';
import { percentText } from './number-text.ts';
import type { Summary } from './summarize.ts';

/**
 * How well the mean is known, and how many more trials would make it as good as wanted (`precision`, in per cent of the mean):
 * `3 trials: ±14 %; 9 more for ±5 %`.
 */
export function precisionText(summary: Summary, precision: number): string {
  const trials = count(summary.n, 'trial');
  const reached = precisionOf(summary);
  if (summary.interval === null) return `${trials}: one value has no interval; run at least 2 more`;
  if (reached === null) return `${trials}: the mean is 0, so that nothing can be said in per cent of it`;
  if (reached <= precision) return `${trials}: ±${percentText(reached)}`;
  const needed = neededTrials(summary, precision);
  const more = needed === null ? 'more than a million' : String(Math.max(1, needed - summary.n));
  return `${trials}: ±${percentText(reached)}; ${more} more for ±${percentText(precision)}`;
}
