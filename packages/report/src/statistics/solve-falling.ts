/** Ridders' method doubles the digits at each step; this many are never needed. */
const MOST_STEPS = 200;

/** The place is found when two doubles in a row are as near as this, as a part of it. */
const ENOUGH = 2 ** -52;

/**
 * The x > 0 at which a function that falls steadily from 1 at 0 towards 0 has the given value, to the last bits of a double: an interval is
 * found by doubling, and narrowed by Ridders' method. `0` for a value of 1 and more, and Infinity where the function never gets so low.
 * Source: Ridders, A New Algorithm for Computing a Single Root of a Real Continuous Function, IEEE Transactions on Circuits and Systems 26
 * (1979).
 */
export function solveFalling(falling: (x: number) => number, value: number): number {
  if (value >= 1) return 0;
  if (!(value > 0)) return Number.POSITIVE_INFINITY;
  let high = 1;
  while (falling(high) > value) {
    high *= 2;
    if (high === Number.POSITIVE_INFINITY) return high;
  }
  return narrow((x) => falling(x) - value, high === 1 ? 0 : high / 2, high);
}

/** A place, and how far the function is above the value there. */
interface Point {
  readonly x: number;
  readonly above: number;
}

/** Where a function is zero that is positive at `from` and not at `to`. */
function narrow(above: (x: number) => number, from: number, to: number): number {
  const at = (x: number): Point => ({ x, above: above(x) });
  let [low, high] = [at(from), at(to)];
  let found = high.x;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const middle = at(low.x + (high.x - low.x) / 2);
    const next = at(ridders(low, middle, high));
    const isFound = Math.abs(next.x - found) <= ENOUGH * next.x || high.x - low.x <= ENOUGH * high.x;
    found = next.x;
    if (isFound || next.above === 0) break;
    const inside = middle.x < next.x ? [middle, next] : [next, middle];
    low = inside.findLast((point) => point.above > 0) ?? low;
    high = inside.find((point) => point.above <= 0) ?? high;
  }
  return found;
}

/** Where the function would be zero if it were a straight line times an exponential. */
function ridders(low: Point, middle: Point, high: Point): number {
  const root = Math.sqrt(middle.above ** 2 - low.above * high.above);
  return root === 0 ? middle.x : middle.x + ((middle.x - low.x) * middle.above) / root;
}
