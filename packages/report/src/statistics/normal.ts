import { solveFalling } from './solve-falling.ts';

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Below this distance the series converges quickly, above it the continued fraction does. */
const NEAR = 2;

/** Steps of the continued fraction that are exact to the last bits of a double from `NEAR` on. */
const STEPS = 200;

/**
 * How often a normally distributed value lies at least `z` standard deviations from its mean, on either side: erfc(|z|/√2). Sources: the
 * series of Abramowitz and Stegun (1964), 26.2.11, and the continued fraction of Laplace there, 26.2.14.
 */
export function normalTwoSided(z: number): number {
  const distance = Math.abs(z);
  if (distance < NEAR) return 1 - 2 * density(distance) * series(distance);
  return 2 * density(distance) * laplace(distance);
}

/** The distance within which a normally distributed value lies with the given confidence, in per cent: 1.96 for 95. */
export function normalQuantile(confidence: number): number {
  return solveFalling(normalTwoSided, 1 - confidence / 100);
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / ROOT_TWO_PI;
}

/** z + z³/3 + z⁵/(3·5) + … */
function series(z: number): number {
  let sum = z;
  let term = z;
  for (let odd = 3; term > sum * 2 ** -54; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum;
}

/** 1/(z + 1/(z + 2/(z + 3/(z + …)))), from its end. */
function laplace(z: number): number {
  let value = z;
  for (let step = STEPS; step >= 1; step -= 1) value = z + step / value;
  return 1 / value;
}
