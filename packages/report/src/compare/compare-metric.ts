import { type Comparison, compareSamples, FEWEST_VALUES } from '../statistics/compare-samples.ts';
import { type Drift, findDrift } from '../statistics/find-drift.ts';
import { DEFAULT_CONFIDENCE, type Summary, summarize } from '../statistics/summarize.ts';
import { pairedTest, type TTest } from '../statistics/t-test.ts';
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
  /** Whether the values of cases of one run moved with the trials, whoever had his turn; `null`: too few to tell, or other sets. */
  readonly commonDrift: Drift | null;
  /** The first is the base. */
  readonly sets: readonly SetComparison[];
}

/** What one set came to. */
export interface SetComparison extends ComparedSet {
  /** `null`: it has no value. */
  readonly summary: Summary | null;
  /** Whether its values moved with the trials; `null`: too few to tell. */
  readonly drift: Drift | null;
  /** With the base, of cases of one run: the test of the differences of their first trials, their second ones, and so on; else `null`. */
  readonly paired: TTest | null;
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
      paired: at === 0 || metric.isOneRun !== true ? null : pairsOf(sets[0] ?? NONE, set, warmUp, confidence),
      comparison: at === 0 ? null : compareSamples(base, values, confidence),
    };
  });
  const groups = sets.map((set) => set.values.slice(warmUp));
  const commonDrift = metric.isOneRun === true ? findDrift(groups, confidence) : null;
  return { ...metric, confidence, warmUp, commonDrift, sets: compared };
}

const NONE: ComparedSet = { name: '', values: [], missing: [] };

/** Pairs are what is known of both: where a trial has no value, nobody can say which belong together. */
function pairsOf(base: ComparedSet, other: ComparedSet, warmUp: number, confidence: number): TTest | null {
  const isWhole = base.missing.length + other.missing.length === 0 && base.values.length === other.values.length;
  const [ofBase, ofOther] = [valuesOf(base, warmUp), valuesOf(other, warmUp)];
  if (!isWhole || ofBase.length < FEWEST_VALUES) return null;
  return pairedTest(
    ofBase.map((value, at) => [value, ofOther[at] ?? Number.NaN] as const),
    confidence,
  );
}
