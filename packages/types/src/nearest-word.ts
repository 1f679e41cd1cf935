const MAX_LENGTH = 40;
const MAX_WORDS = 500;

/**
 * The known word that a misspelt one was most likely meant to be: at most `tolerance` mistakes apart (default: a third
 * of its letters), counting a swap of neighbours as one. `undefined` when none is near. Case does not count.
 */
export function nearestWord(
  word: string,
  known: Iterable<string>,
  tolerance = Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  let nearest: string | undefined;
  let least = tolerance + 1;
  let seen = 0;
  for (const candidate of known) {
    if (seen++ >= MAX_WORDS) break;
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const mistakes = distance(word.toLowerCase(), candidate.toLowerCase());
    if (mistakes < least) [nearest, least] = [candidate, mistakes];
  }
  return nearest;
}

/** Optimal string alignment: insertions, deletions, replacements, and swaps of neighbours. */
function distance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (last[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const shifted = Math.min(last[column] ?? 0, current[column - 1] ?? 0) + 1;
      const swapped = isSwap(from, to, row, column) ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(replaced, shifted, swapped));
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? 0;
}

function isSwap(from: string, to: string, row: number, column: number): boolean {
  return row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
}
