/**
 * So many bytes of each when all together may have `room`: small ones are shown whole, and what they leave is for the large, each of which
 * gets the same, and `fewest` at least.
 */
export function shareRoom(sizes: readonly number[], room: number, fewest: number): number {
  let left = room;
  let waiting = sizes.length;
  for (const size of sizes.toSorted((one, other) => one - other)) {
    if (size > left / waiting) break;
    left -= size;
    waiting -= 1;
  }
  return waiting === 0 ? Number.POSITIVE_INFINITY : Math.max(fewest, Math.floor(left / waiting));
}
