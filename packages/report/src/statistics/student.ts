import { incompleteBeta } from './incomplete-beta.ts';
import { normalQuantile, normalTwoSided } from './normal.ts';
import { solveFalling } from './solve-falling.ts';

/**
 * How often Student's t with so many degrees of freedom (a fraction is fine, Infinity is the normal distribution) is at least as far from
 * zero as `t`, on either side: the p of a two-sided test. I_x(ν/2, 1/2) at x = ν/(ν + t²). Source: Student, The Probable Error of a Mean,
 * Biometrika 6 (1908); in this form Abramowitz and Stegun (1964), 26.7.1 and 26.5.27.
 */
export function studentTwoSided(t: number, freedom: number): number {
  if (freedom === Number.POSITIVE_INFINITY) return normalTwoSided(t);
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  const sum = freedom + square;
  return incompleteBeta(freedom / 2, 0.5, freedom / sum, square / sum);
}

/**
 * The distance from zero within which Student's t lies with the given confidence, in per cent: 2.262 for 95 and 9 degrees of freedom. It is
 * computed, not looked up, by solving `studentTwoSided` for t.
 */
export function studentQuantile(confidence: number, freedom: number): number {
  if (freedom === Number.POSITIVE_INFINITY) return normalQuantile(confidence);
  return solveFalling((t) => studentTwoSided(t, freedom), 1 - confidence / 100);
}
