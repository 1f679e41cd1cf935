import { visibleJson, visibleText } from '@conductor/types';
import type { MetricComparison } from './compare-metric.ts';
import { comparisonLines } from './comparison-text.ts';
import { type GateVerdict, gateText } from './gate.ts';
import { type Difference, differenceLine } from './what-differs.ts';

/** All that a comparison of runs came to. */
export interface RunComparison {
  readonly metrics: readonly MetricComparison[];
  /** For each run but the base: what else is not as it was in the base. */
  readonly differences: readonly { readonly set: string; readonly differs: readonly Difference[] }[];
  readonly gates: readonly GateVerdict[];
}

/** More of them hide each other; `--format json` has all. */
const MOST_DIFFERENCES = 40;

/** A comparison for people. */
export function formatComparison({ metrics, differences, gates }: RunComparison): string {
  const blocks = [
    ...metrics.map(comparisonLines),
    ...differences.map(({ set, differs }) => differenceLines(set, differs)),
    gates.map(gateText),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** The same for programs: every figure, with all its digits. */
export function formatComparisonJson(comparison: RunComparison): string {
  return visibleJson(comparison);
}

function differenceLines(set: string, differs: readonly Difference[]): readonly string[] {
  if (differs.length === 0) return [`nothing else is known to differ in ${visibleText(set)}`];
  const more = differs.length - MOST_DIFFERENCES;
  return [
    `what else differs in ${visibleText(set)}:`,
    ...differs.slice(0, MOST_DIFFERENCES).map((difference) => `  ${differenceLine(difference)}`),
    ...(more > 0 ? [`  and ${more} more; --format json has all`] : []),
  ];
}
