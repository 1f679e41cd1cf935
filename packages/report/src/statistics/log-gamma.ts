/** Stirling's series begins to be exact to the last bit of a double here. */
const FROM = 10;

const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

/** Coefficients of 1/x, 1/x³, 1/x⁵ …: B₂ₖ / (2k(2k − 1)), with Bernoulli's numbers B. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];

/**
 * The natural logarithm of Γ(x) for x > 0, by Stirling's series, with smaller x brought up by Γ(x + 1) = x·Γ(x). Source: Abramowitz and
 * Stegun, Handbook of Mathematical Functions (1964), 6.1.15 and 6.1.41.
 */
export function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  while (shifted < FROM) {
    product *= shifted;
    shifted += 1;
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirlingRest(shifted) - Math.log(product);
}

/**
 * The natural logarithm of B(a, b) = Γ(a)·Γ(b) / Γ(a + b). Large terms that would cancel are never formed, so that it stays exact with
 * a million degrees of freedom. Source: as `logGamma`, with Stirling's series put into the definition.
 */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < FROM) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const sum = small + large;
  const rest = stirlingRest(large) - stirlingRest(sum);
  const tail = (large - 0.5) * Math.log1p(-small / sum);
  if (small < FROM) return logGamma(small) + rest + small - small * Math.log(sum) + tail;
  return (
    HALF_LOG_TWO_PI -
    Math.log(large) / 2 +
    stirlingRest(small) +
    rest +
    (small - 0.5) * Math.log(small / sum) +
    large * Math.log1p(-small / sum)
  );
}

/** What Stirling's formula leaves out of ln Γ(x), for x from `FROM`. */
function stirlingRest(x: number): number {
  return STIRLING.reduceRight((sum, coefficient) => sum / (x * x) + coefficient, 0) / x;
}
