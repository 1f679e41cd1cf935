import { endsOf, meanOf, varianceOf } from '../statistics/moments.ts';
import { generalText } from '../statistics/number-text.ts';
import { pooledTest } from '../statistics/t-test.ts';
import { markOf } from './marks.ts';
import { plotLines } from './plot-lines.ts';
import { tableQuantile } from './table-quantile.ts';
import { upperMedian } from './upper-median.ts';

/** A set of values, and what it is called. */
export interface NamedValues {
  readonly name: string;
  readonly values: readonly number[];
}

/** How a comparison is printed. */
export interface MinistatOptions {
  /** In per cent; 95 by default. */
  readonly confidence?: number;
  /** Columns between the borders of the plot; 74 by default. */
  readonly width?: number;
}

const HEAD = '    N           Min           Max        Median           Avg        Stddev';

/**
 * Sets of values as FreeBSD's ministat prints them, the first being the base of every comparison: names, a plot, a table, and whether
 * Student's test finds a difference. It is the same to the digit, but for what docs/statistics.md gives reasons for. Names must be visible
 * text, and each set has at least three values.
 */
export function ministatLines(
  sets: readonly NamedValues[],
  { confidence = 95, width = 74 }: MinistatOptions = {},
): readonly string[] {
  const [base] = sets;
  if (base === undefined) return [];
  const plot = plotLines(
    sets.map(({ values }) => values),
    width,
  );
  const compared = sets.slice(1).flatMap((set, at) => [vitals(set, at + 2), ...difference(base, set, confidence)]);
  return [...sets.map(({ name }, at) => `${markOf([at + 1])} ${name}`), ...plot, HEAD, vitals(base, 1), ...compared];
}

function vitals({ values }: NamedValues, number: number): string {
  const figures = [...endsOf(values), upperMedian(values), meanOf(values), Math.sqrt(varianceOf(values))];
  const columns = figures.map((figure) => generalText(figure, 8).padStart(13));
  return `${markOf([number])} ${String(values.length).padStart(3)} ${columns.join(' ')}`;
}

function difference(
  { values: base }: NamedValues,
  { values: other }: NamedValues,
  confidence: number,
): readonly string[] {
  const at = `at ${Number.isInteger(confidence * 10) ? confidence.toFixed(1) : confidence}% confidence`;
  const { difference: found, error, freedom, pooled } = pooledTest(base, other, confidence);
  const reach = tableQuantile(confidence, freedom) * error;
  if (!(Math.abs(found) > reach)) return [`No difference proven ${at}`];
  const ofBase = (value: number) => `${generalText((value * 100) / meanOf(base))}%`;
  return [
    `Difference ${at}`,
    `\t${generalText(found)} +/- ${generalText(reach)}`,
    `\t${ofBase(found)} +/- ${ofBase(reach)}`,
    `\t(Student's t, pooled s = ${generalText(pooled)})`,
  ];
}
