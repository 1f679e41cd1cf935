import { logBeta } from './log-gamma.ts';

/** The continued fraction is over when a further step changes it by less than a double can tell. */
const ENOUGH = 2 ** -53;

/** It needs about √(max(a, b)) steps; this many reach far beyond any number of trials. */
const MOST_STEPS = 100_000;

/** Stands for a zero in a denominator. */
const TINY = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b), with `rest` = 1 − x given apart, so that nothing is lost where x is close to 1.
 * Source: the continued fraction of DLMF 8.17.22 (Didonato and Morris 1992), evaluated by Lentz's method in Thompson and Barnett's
 * form (1986); I_x(a, b) = 1 − I_{1−x}(b, a) where it converges slowly (DLMF 8.17.4).
 */
export function incompleteBeta(a: number, b: number, x: number, rest: number): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - lowerPart(b, a, rest, x);
  return lowerPart(a, b, x, rest);
}

function lowerPart(a: number, b: number, x: number, rest: number): number {
  const front = Math.exp(a * logOf(x, rest) + b * logOf(rest, x) - logBeta(a, b)) / a;
  return front / continuedFraction(a, b, x);
}

/** ln(value), where value = 1 − other: exact also close to 1. */
function logOf(value: number, other: number): number {
  return other < 0.5 ? Math.log1p(-other) : Math.log(value);
}

/** 1 + d₁x/(1 + d₂x/(1 + …)). */
function continuedFraction(a: number, b: number, x: number): number {
  let value = 1;
  let c = 1;
  let d = 0;
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    const term = coefficient(a, b, step) * x;
    d = 1 / notZero(1 + term * d);
    c = notZero(1 + term / c);
    value *= c * d;
    if (Math.abs(c * d - 1) <= ENOUGH) break;
  }
  return value;
}

function coefficient(a: number, b: number, step: number): number {
  const m = Math.floor(step / 2);
  const below = (a + step - 1) * (a + step);
  return step % 2 === 0 ? (m * (b - m)) / below : (-(a + m) * (a + b + m)) / below;
}

function notZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
