/**
 * Whether ministat loses marks of its plot: it draws set after set, takes the height of the last one for that of the plot, and wipes what is
 * above as soon as a taller one follows.
 */
export function losesMarks(sets: readonly (readonly number[])[], width = 74): boolean {
  const heights = towerHeights(sets, width);
  return heights.some((height, at) => {
    const before = heights[at - 1] ?? 0;
    return height > before && heights.slice(0, at).some((earlier) => earlier > before);
  });
}

/** How many values of each set share a column, at most. */
function towerHeights(sets: readonly (readonly number[])[], width: number): readonly number[] {
  const extents = sets.flatMap((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    return [...values, mean - deviation, mean + deviation];
  });
  const low = Math.min(...extents);
  const step = (Math.max(...extents) - low) / (width - 1);
  return sets.map((values) => {
    const columns = values.map((value) => Math.trunc((value - low) / step + 0.5));
    return Math.max(...columns.map((column) => columns.filter((other) => other === column).length));
  });
}
