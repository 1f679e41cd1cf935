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
  /** Chance alone would seldom make such a slope, by the confidence that was asked for, and there are values enough to say so. */
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
  const chance = 1 - confidence / 100;
  const isSignificant = test.p < chance && rarestOrder(groups) < chance;
  return { slope: test, overall: slope * (last - first), isSignificant };
}

/**
 * How often chance alone brings values into an order that only rises, or only falls: 2 of the n! orders, of several variants the product of
 * theirs. Where that is no rarer than what counts as chance, no order says anything, whatever the t of three values on a line comes to: at
 * 95 % it takes five values of one variant, or four of each of two. Source: Mann, Nonparametric Tests Against Trend, Econometrica 13 (1945).
 */
function rarestOrder(groups: readonly (readonly OrderedValue[])[]): number {
  return groups.flatMap((group) => group.map((_, at) => at + 1)).reduce((chance, factor) => chance / factor, 2);
}

/** Orders and values as distances from their means in one variant: what is between variants is no drift. */
function centred(group: readonly OrderedValue[]): readonly OrderedValue[] {
  const [meanOrder, meanValue] = [meanOf(group.map(({ order }) => order)), meanOf(group.map(({ value }) => value))];
  return group.map(({ order, value }) => ({ order: order - meanOrder, value: value - meanValue }));
}
