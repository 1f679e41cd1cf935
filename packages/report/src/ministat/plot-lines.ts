import { endsOf, meanOf, varianceOf } from '../statistics/moments.ts';
import { markOf } from './marks.ts';
import { upperMedian } from './upper-median.ts';

/** From a value to its column. */
type ColumnOf = (value: number) => number;

/**
 * The plot of ministat: a tower of marks for each set, and beneath them one line from a deviation below each mean (A) to one above, with the
 * median (M). Where towers of several sets differ in height, all are whole.
 */
export function plotLines(sets: readonly (readonly number[])[], width: number): readonly string[] {
  const columnOf = columns(sets.flatMap(extent), width);
  if (columnOf === null) return ['[no plot, span is zero width]'];
  const border = `+${'-'.repeat(width)}+`;
  const rows = [...towers(sets, columnOf, width), bars(sets, columnOf, width)];
  return [border, ...rows.map((row) => `|${row}|`), border];
}

/** What must be in the plot. */
function extent(values: readonly number[]): readonly number[] {
  const [mean, deviation] = [meanOf(values), Math.sqrt(varianceOf(values))];
  return [...endsOf(values), mean - deviation, mean + deviation];
}

/** Half a column is left free at the low end; `null` where all is one value. */
function columns(extents: readonly number[], width: number): ColumnOf | null {
  const [low, high] = endsOf(extents);
  if (high === low) return null;
  const step = (high - low) / (width - 1);
  const from = low - 0.5 * step;
  return (value) => Math.trunc((value - from) / step);
}

/** Rows of marks, the highest first. */
function towers(sets: readonly (readonly number[])[], columnOf: ColumnOf, width: number): readonly string[] {
  const heights = sets.map((values) => heightsOf(values, columnOf));
  const [, tallest] = endsOf(heights.flatMap((set) => [...set.values()]));
  const numbersAt = (column: number, height: number) =>
    heights.flatMap((set, at) => ((set.get(column) ?? 0) >= height ? [at + 1] : []));
  return Array.from({ length: tallest }, (_, row) =>
    Array.from({ length: width }, (_, column) => markOf(numbersAt(column, tallest - row))).join(''),
  );
}

function heightsOf(values: readonly number[], columnOf: ColumnOf): ReadonlyMap<number, number> {
  const heights = new Map<number, number>();
  for (const column of values.map(columnOf)) heights.set(column, (heights.get(column) ?? 0) + 1);
  return heights;
}

/** All sets on one line, the later ones over the earlier. */
function bars(sets: readonly (readonly number[])[], columnOf: ColumnOf, width: number): string {
  const line: string[] = Array.from({ length: width }, () => ' ');
  for (const values of sets) {
    const [mean, deviation] = [meanOf(values), Math.sqrt(varianceOf(values))];
    const [from, to] = [columnOf(mean - deviation), columnOf(mean + deviation)];
    line[to] = '|';
    line[from] = '|';
    for (let column = from + 1; column < to; column += 1) if (line[column] === ' ') line[column] = '_';
    line[columnOf(upperMedian(values))] = 'M';
    line[columnOf(mean)] = 'A';
  }
  return line.join('');
}
