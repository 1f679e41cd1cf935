/** Halvings of an interval after which a double has no more bits. */
const MOST_HALVINGS = 2_000;

/**
 * The x > 0 at which a function that falls from 1 at 0 towards 0 has the given value, to the last bits of a double: an interval is found by
 * doubling, and halved until it has no inside. `0` for a value of 1 and more, and Infinity where the function never gets so low.
 */
export function solveFalling(falling: (x: number) => number, value: number): number {
  if (value >= 1) return 0;
  if (!(value > 0)) return Number.POSITIVE_INFINITY;
  let high = 1;
  while (falling(high) > value) {
    high *= 2;
    if (high === Number.POSITIVE_INFINITY) return high;
  }
  let low = high === 1 ? 0 : high / 2;
  for (let halving = 0; halving < MOST_HALVINGS; halving += 1) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (falling(middle) > value) low = middle;
    else high = middle;
  }
  return high;
}
