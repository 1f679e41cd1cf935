/** Marks of the sets by their number, from 1. */
const MARKS = ' x+*%#@O';

/** So many sets have a mark of their own. */
export const MOST_SETS = MARKS.length - 1;

/** The mark of a set, or of several that meet: their numbers put together bit by bit, so that x and + make *. */
export function markOf(numbers: readonly number[]): string {
  return MARKS[numbers.reduce((together, number) => together | number, 0)] ?? ' ';
}
