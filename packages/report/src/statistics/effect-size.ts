import { logGamma } from './log-gamma.ts';
import { meanOf } from './moments.ts';
import { pooledDeviation } from './t-test.ts';

/** How large a difference is beside what varies anyway. */
export interface EffectSize {
  /** The difference of the means in pooled deviations, corrected for few values; `null` where nothing varies. */
  readonly hedgesG: number | null;
  /** The same, not corrected. */
  readonly cohensD: number | null;
  /** How much more often a value of the second set is greater than one of the first than smaller: from −1 to 1. */
  readonly cliffsDelta: number;
  /** The last in a word. */
  readonly word: EffectWord;
}

/** How large an effect is. */
export type EffectWord = 'negligible' | 'small' | 'medium' | 'large';

/**
 * The size of an effect, of `other` against `base`. Sources: Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), 2.5.1;
 * Hedges, Distribution Theory for Glass's Estimator of Effect Size, Journal of Educational Statistics 6 (1981), with his exact correction;
 * Cliff, Dominance Statistics, Psychological Bulletin 114 (1993), which is 2u / (n·m) − 1 with the U of Mann and Whitney.
 */
export function effectSize(base: readonly number[], other: readonly number[], u: number): EffectSize {
  const cliffsDelta = (2 * u) / (base.length * other.length) - 1;
  const word = wordOf(cliffsDelta);
  const deviation = pooledDeviation(base, other);
  if (deviation === 0) return { hedgesG: null, cohensD: null, cliffsDelta, word };
  const cohensD = (meanOf(other) - meanOf(base)) / deviation;
  return { hedgesG: cohensD * correction(base.length + other.length - 2), cohensD, cliffsDelta, word };
}

/** Γ(ν/2) / (√(ν/2)·Γ((ν − 1)/2)); with one degree of freedom the estimate has no mean, and is left as it is. */
function correction(freedom: number): number {
  if (freedom <= 1) return 1;
  return Math.exp(logGamma(freedom / 2) - logGamma((freedom - 1) / 2)) / Math.sqrt(freedom / 2);
}

/** Cliff's delta in a word: below 0.147, 0.33 and 0.474, after Romano, Kromrey and others (2006). */
function wordOf(cliffsDelta: number): EffectWord {
  const size = Math.abs(cliffsDelta);
  if (size < 0.147) return 'negligible';
  if (size < 0.33) return 'small';
  return size < 0.474 ? 'medium' : 'large';
}
