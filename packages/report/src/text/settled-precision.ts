import { type PrecisionResult, visibleText } from '@conductor/types';
import { percentText } from '../statistics/number-text.ts';
import { count } from './quantities.ts';

/** What `trials: auto` came to: `rate is known to ±1.8 % after 7 trials, which is enough (±2 %)`. */
export function settledPrecision(precision: PrecisionResult): string {
  const { metric, caseName, percent, trials, reached, isEnough } = precision;
  const name = visibleText(caseName === undefined ? metric : `${metric}, ${caseName},`);
  const after = `after ${count(trials, 'trial')}`;
  const wanted = `±${percentText(percent)}`;
  if (reached === null)
    return `${name} is not known to ${wanted} ${after}: too few of them have a value, or it is around 0`;
  const known = `${name} is known to ±${percentText(reached)} ${after}`;
  return isEnough ? `${known}, which is enough (${wanted})` : `${known}, and not to ${wanted}: max_trials is reached`;
}
