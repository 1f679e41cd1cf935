import { normalTwoSided } from './normal.ts';
import { rank } from './rank.ts';

/** What the test of Mann and Whitney says of two sets. */
export interface MannWhitney {
  /** Of the second set: in how many pairs its value is the greater one, a tie being half a pair. */
  readonly u: number;
  readonly p: number;
  /** `exact` counts every order; `normal` approximates, with ties and continuity corrected. */
  readonly method: 'exact' | 'normal';
}

/** Up to this size of the smaller set, and without ties, every order is counted. */
const EXACT_TO = 8;

/**
 * Whether one of two sets tends to have greater values, without a word on how they are distributed. Source: Mann and Whitney, On a Test of
 * Whether one of Two Random Variables is Stochastically Larger than the Other, Annals of Mathematical Statistics 18 (1947); ties as in
 * Lehmann, Nonparametrics (1975), 1.4; between the two methods as SciPy's `mannwhitneyu` chooses.
 */
export function mannWhitney(base: readonly number[], other: readonly number[]): MannWhitney {
  const { ranks, tied } = rank([...base, ...other]);
  const sum = ranks.slice(base.length).reduce((total, each) => total + each, 0);
  const u = sum - (other.length * (other.length + 1)) / 2;
  const greater = Math.max(u, base.length * other.length - u);
  const isExact = tied.length === 0 && Math.min(base.length, other.length) <= EXACT_TO;
  if (isExact) return { u, p: exactP(greater, base.length, other.length), method: 'exact' };
  return { u, p: normalP(greater, base.length, other.length, tied), method: 'normal' };
}

function exactP(greater: number, n: number, m: number): number {
  const orders = countOrders(n, m);
  const total = orders.reduce((sum, count) => sum + count, 0n);
  const tail = orders.slice(greater).reduce((sum, count) => sum + count, 0n);
  return Math.min(1, 2 * (Number(tail) / Number(total)));
}

/**
 * In how many orders of n and m values U is 0, 1, 2 … n·m: the coefficients of Gauss's binomial, ∏ (1 − q^(m+i)) / (1 − q^i) for i from 1
 * to n. Exact, in whole numbers.
 */
function countOrders(n: number, m: number): readonly bigint[] {
  const [small, large] = n < m ? [n, m] : [m, n];
  const counts = Array.from({ length: n * m + 1 }, (_, at) => (at === 0 ? 1n : 0n));
  for (let i = 1; i <= small; i += 1) {
    for (let at = counts.length - 1; at >= large + i; at -= 1) add(counts, at, -(counts[at - large - i] ?? 0n));
    for (let at = i; at < counts.length; at += 1) add(counts, at, counts[at - i] ?? 0n);
  }
  return counts;
}

function add(counts: bigint[], at: number, amount: bigint): void {
  counts[at] = (counts[at] ?? 0n) + amount;
}

function normalP(greater: number, n: number, m: number, tied: readonly number[]): number {
  const all = n + m;
  const ties = tied.reduce((sum, count) => sum + (count ** 3 - count), 0);
  const deviation = Math.sqrt(((n * m) / 12) * (all + 1 - ties / (all * (all - 1))));
  // Where all values are one, there is nothing to tell them apart by.
  if (deviation === 0) return 1;
  const z = (greater - (n * m) / 2 - 0.5) / deviation;
  return z <= 0 ? 1 : normalTwoSided(z);
}
