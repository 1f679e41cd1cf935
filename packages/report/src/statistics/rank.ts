/** The ranks of values. */
export interface Ranking {
  /** From 1, in the order of the values; values that are equal share the mean of their ranks. */
  readonly ranks: readonly number[];
  /** How many values are equal, for each such group. */
  readonly tied: readonly number[];
}

/** Ranks values from the lowest. Source: Wilcoxon, Individual Comparisons by Ranking Methods, Biometrics Bulletin 1 (1945). */
export function rank(values: readonly number[]): Ranking {
  const order = values.map((value, place) => ({ value, place })).sort((one, other) => one.value - other.value);
  const ranks = values.map(() => 0);
  const tied: number[] = [];
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && order[to]?.value === order[from]?.value) to += 1;
    for (const { place } of order.slice(from, to)) ranks[place] = (from + 1 + to) / 2;
    if (to - from > 1) tied.push(to - from);
  }
  return { ranks, tied };
}
