import { type EffectSize, effectSize } from './effect-size.ts';
import { type MannWhitney, mannWhitney } from './mann-whitney.ts';
import { type RelativeDifference, relativeDifference } from './relative-difference.ts';
import { DEFAULT_CONFIDENCE, type Summary, summarize } from './summarize.ts';
import { type PooledTest, pooledTest, type TTest, welchTest } from './t-test.ts';

/** Fewer values say nothing of a spread; ministat wants as many. */
export const FEWEST_VALUES = 3;

/** How one set of values compares with another, the base. */
export interface Comparison {
  readonly base: Summary;
  readonly other: Summary;
  /** Student's test, as ministat does it, with the pooled deviation. */
  readonly student: PooledTest;
  readonly welch: TTest;
  readonly mannWhitney: MannWhitney;
  readonly effect: EffectSize;
  /** In per cent of the mean of the base; `null` where that may be zero. */
  readonly relative: RelativeDifference | null;
  /** Whether Welch's test finds a difference, at the confidence asked for. */
  readonly isProven: boolean;
}

/** Compares two sets of values; `null` when one has fewer than three. `confidence` is in per cent. */
export function compareSamples(
  base: readonly number[],
  other: readonly number[],
  confidence: number = DEFAULT_CONFIDENCE,
): Comparison | null {
  const [ofBase, ofOther] = [summarize(base, { confidence }), summarize(other, { confidence })];
  if (ofBase === null || ofOther === null || Math.min(ofBase.n, ofOther.n) < FEWEST_VALUES) return null;
  const welch = welchTest(base, other, confidence);
  const ranks = mannWhitney(base, other);
  return {
    base: ofBase,
    other: ofOther,
    student: pooledTest(base, other, confidence),
    welch,
    mannWhitney: ranks,
    effect: effectSize(base, other, ranks.u),
    relative: relativeDifference(base, other, welch.freedom, confidence),
    isProven: welch.p < 1 - confidence / 100,
  };
}
