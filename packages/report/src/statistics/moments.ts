/** The sum of values, in their order. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The arithmetic mean: Σx / n. NaN of no values. */
export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

/**
 * The sum of squared distances from the mean, Σ(x − x̄)². It is taken in two passes, since Σx² − (Σx)²/n loses every digit of values that
 * differ little from each other; source: Chan, Golub and LeVeque, Algorithms for Computing the Sample Variance, The American Statistician
 * 37 (1983).
 */
export function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** The variance of a sample, with n − 1 below (Bessel). NaN of fewer than two values. */
export function varianceOf(values: readonly number[]): number {
  return values.length < 2 ? Number.NaN : squaresOf(values) / (values.length - 1);
}

/** The least and the greatest of values. */
export function endsOf(values: readonly number[]): readonly [least: number, greatest: number] {
  // Not by spreading them: a function takes so many arguments, and a file of numbers may have more.
  const least = values.reduce((found, value) => Math.min(found, value), Number.POSITIVE_INFINITY);
  return [least, values.reduce((found, value) => Math.max(found, value), Number.NEGATIVE_INFINITY)];
}

/** Values from the lowest to the highest. */
export function sorted(values: readonly number[]): number[] {
  return [...values].sort((one, other) => one - other);
}

/**
 * The value below which the given part of sorted values lies, straight between its two neighbours: type 7 of Hyndman and Fan, Sample
 * Quantiles in Statistical Packages, The American Statistician 50 (1996). A half is the usual median.
 */
export function quantileOf(ascending: readonly number[], part: number): number {
  const place = (ascending.length - 1) * part;
  const below = ascending[Math.floor(place)] ?? Number.NaN;
  const above = ascending[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
