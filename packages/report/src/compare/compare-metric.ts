import { type Comparison, compareSamples } from '../statistics/compare-samples.ts';
import { type Drift, findDrift } from '../statistics/find-drift.ts';
import { DEFAULT_CONFIDENCE, type Summary, summarize } from '../statistics/summarize.ts';
import { type ComparedMetric, type ComparedSet, valuesOf } from './compared-set.ts';

/** How metrics are compared. */
export interface CompareOptions {
  /** In per cent; 95 by default. */
  readonly confidence?: number;
  /** So many trials at the beginning of each set are left out; 0 by default. */
  readonly warmUp?: number;
}

/** What a comparison of one metric came to. */
export interface MetricComparison extends Omit<ComparedMetric, 'sets'> {
  /** In per cent. */
  readonly confidence: number;
  readonly warmUp: number;
  /** The first is the base. */
  readonly sets: readonly SetComparison[];
}

/** What one set came to. */
export interface SetComparison extends ComparedSet {
  /** `null`: it has no value. */
  readonly summary: Summary | null;
  /** Whether its values moved with the trials; `null`: too few to tell. */
  readonly drift: Drift | null;
  /** With the base; `null` for the base itself, and where one of the two has fewer than three values. */
  readonly comparison: Comparison | null;
}

/** Compares the sets of one metric with the first of them. */
export function compareMetric(
  { sets, ...metric }: ComparedMetric,
  { confidence = DEFAULT_CONFIDENCE, warmUp = 0 }: CompareOptions = {},
): MetricComparison {
  const base = valuesOf(sets[0] ?? NONE, warmUp);
  const compared = sets.map((set, at) => {
    const values = valuesOf(set, warmUp);
    return {
      ...set,
      summary: summarize(
        set.values.map(({ value }) => value),
        { confidence, warmUp },
      ),
      drift: findDrift([set.values.slice(warmUp)], confidence),
      comparison: at === 0 ? null : compareSamples(base, values, confidence),
    };
  });
  return { ...metric, confidence, warmUp, sets: compared };
}

const NONE: ComparedSet = { name: '', values: [], missing: [] };
