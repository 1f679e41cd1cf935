import { endsOf, meanOf, sumOf } from './moments.ts';
import { type TTest, testOf } from './t-test.ts';

/** One value of a metric, and when it was measured. */
export interface OrderedValue {
  /** The place of its trial in the run, or its time in any unit. */
  readonly order: number;
  readonly value: number;
}

/** Whether values moved in the course of a run. */
export interface Drift {
  /** By how much the value changes from one step of `order` to the next: `difference` is the slope. */
  readonly slope: TTest;
  /** The same from the first trial to the last, in the unit of the values. */
  readonly overall: number;
  /** Chance alone would seldom make such a slope: by the confidence that was asked for. */
  readonly isSignificant: boolean;
}

/**
 * Looks for a trend over the order of trials: a straight line by least squares, the same slope for every variant and a level for each, tested
 * against a slope of zero with n − variants − 1 degrees of freedom. With one variant it is plain linear regression. `null` where there are
 * too few values, or all were measured at once. Source: Fisher, Statistical Methods for Research Workers (1925), 26, and for several
 * variants (analysis of covariance) Snedecor and Cochran, Statistical Methods (1989), 18.2.
 */
export function findDrift(variants: readonly (readonly OrderedValue[])[], confidence: number): Drift | null {
  const groups = variants.filter((group) => group.length > 0).map(centred);
  const all = groups.flat();
  const freedom = all.length - groups.length - 1;
  const within = sumOf(all.map(({ order }) => order ** 2));
  if (freedom < 1 || within === 0) return null;
  const slope = sumOf(all.map(({ order, value }) => order * value)) / within;
  const rest = sumOf(all.map(({ order, value }) => (value - slope * order) ** 2));
  const test = testOf(slope, Math.sqrt(rest / freedom / within), freedom, confidence);
  const [first, last] = endsOf(variants.flat().map(({ order }) => order));
  return { slope: test, overall: slope * (last - first), isSignificant: test.p < 1 - confidence / 100 };
}

/** Orders and values as distances from their means in one variant: what is between variants is no drift. */
function centred(group: readonly OrderedValue[]): readonly OrderedValue[] {
  const [meanOrder, meanValue] = [meanOf(group.map(({ order }) => order)), meanOf(group.map(({ value }) => value))];
  return group.map(({ order, value }) => ({ order: order - meanOrder, value: value - meanValue }));
}
