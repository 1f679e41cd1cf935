import { quantileOf, sorted } from './moments.ts';

/** One value that stands apart from the others. */
export interface Outlier {
  /** Its place among the values that were given, from 0. */
  readonly place: number;
  readonly value: number;
}

/** So many times the distance between the quartiles a value may lie outside of them. */
const REACH = 1.5;

/**
 * The values outside of Tukey's fences: farther than 1.5 times the distance between the quartiles from the nearer of the two. They are
 * shown, and stay in every figure. Source: Tukey, Exploratory Data Analysis (1977), 2D; quartiles as R and NumPy take them.
 */
export function findOutliers(values: readonly number[]): readonly Outlier[] {
  const ascending = sorted(values);
  const [lower, upper] = [quantileOf(ascending, 0.25), quantileOf(ascending, 0.75)];
  const reach = REACH * (upper - lower);
  return values.flatMap((value, place) => (value < lower - reach || value > upper + reach ? [{ place, value }] : []));
}
