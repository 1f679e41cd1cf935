import { meanOf, squaresOf, varianceOf } from './moments.ts';
import { studentTwoSided } from './student.ts';
import { around, type Interval } from './summarize.ts';

/** What a t test says of a difference. */
export interface TTest {
  /** The estimated difference, in the unit of the values. */
  readonly difference: number;
  /** Its standard error. */
  readonly error: number;
  /** `null` where nothing varies, so that there is no scale to measure the difference with. */
  readonly t: number | null;
  /** Degrees of freedom; a fraction with Welch. */
  readonly freedom: number;
  /** How often chance alone makes a difference at least as large; 0 where nothing varies and there is one, 1 where there is none. */
  readonly p: number;
  /** Where the difference lies. */
  readonly interval: Interval;
}

/** A t test of two sets with one deviation for both. */
export interface PooledTest extends TTest {
  readonly pooled: number;
}

/**
 * Welch's test of the difference of two means, `other` less `base`, which may spread differently; the degrees of freedom are those of Welch
 * and Satterthwaite. Source: Welch, The Generalization of "Student's" Problem when Several Different Population Variances are Involved,
 * Biometrika 34 (1947). Each set has at least two values.
 */
export function welchTest(base: readonly number[], other: readonly number[], confidence: number): TTest {
  const [ofBase, ofOther] = [varianceOf(base) / base.length, varianceOf(other) / other.length];
  const sum = ofBase + ofOther;
  const below = ofBase ** 2 / (base.length - 1) + ofOther ** 2 / (other.length - 1);
  const freedom = below === 0 ? base.length + other.length - 2 : sum ** 2 / below;
  return testOf(meanOf(other) - meanOf(base), Math.sqrt(sum), freedom, confidence);
}

/**
 * Student's test of the difference of two means, `other` less `base`, with one pooled deviation for both. Source: Student, Biometrika 6
 * (1908), and Fisher, Statistical Methods for Research Workers (1925), 24.1; it is the test of FreeBSD's ministat.
 */
export function pooledTest(base: readonly number[], other: readonly number[], confidence: number): PooledTest {
  const pooled = pooledDeviation(base, other);
  const error = pooled * Math.sqrt(1 / base.length + 1 / other.length);
  return { ...testOf(meanOf(other) - meanOf(base), error, base.length + other.length - 2, confidence), pooled };
}

/** The deviation that two sets have in common: √((Σ(x − x̄)² + Σ(y − ȳ)²) / (n + m − 2)). */
export function pooledDeviation(base: readonly number[], other: readonly number[]): number {
  return Math.sqrt((squaresOf(base) + squaresOf(other)) / (base.length + other.length - 2));
}

/** Student's test of the mean of differences of pairs, each `other` less `base`; source as `pooledTest`. At least two pairs. */
export function pairedTest(pairs: readonly (readonly [base: number, other: number])[], confidence: number): TTest {
  const differences = pairs.map(([base, other]) => other - base);
  const error = Math.sqrt(varianceOf(differences) / differences.length);
  return testOf(meanOf(differences), error, differences.length - 1, confidence);
}

/** The test of an estimate that has a standard error, against zero. */
export function testOf(difference: number, error: number, freedom: number, confidence: number): TTest {
  const interval = around(difference, error, freedom, confidence);
  if (error === 0) return { difference, error, t: null, freedom, p: difference === 0 ? 1 : 0, interval };
  const t = difference / error;
  return { difference, error, t, freedom, p: studentTwoSided(t, freedom), interval };
}
