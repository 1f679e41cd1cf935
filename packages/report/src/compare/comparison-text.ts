import { ministatLines } from '../ministat/ministat-lines.ts';
import { type Comparison, FEWEST_VALUES } from '../statistics/compare-samples.ts';
import type { Drift } from '../statistics/find-drift.ts';
import { generalText } from '../statistics/number-text.ts';
import type { Summary } from '../statistics/summarize.ts';
import { count } from '../text/quantities.ts';
import { visibleText } from '../text/visible-text.ts';
import type { MetricComparison, SetComparison } from './compare-metric.ts';
import { valuesOf } from './compared-set.ts';

/**
 * A comparison as text: what ministat prints of the sets, and beneath it, for each set but the base, what Welch's test, that of Mann and
 * Whitney, and the size of the effect say; then what a reader must know of the values.
 */
export function comparisonLines(comparison: MetricComparison): readonly string[] {
  const { sets, confidence, warmUp } = comparison;
  const [base] = sets;
  const isEnough = sets.every(({ summary }) => summary !== null && summary.n >= FEWEST_VALUES);
  const named = sets.map((set) => ({ name: visibleText(set.name), values: valuesOf(set, warmUp) }));
  return [
    ...title(comparison),
    ...(isEnough ? ministatLines(named, { confidence }) : named.map(({ name, values }) => fewText(name, values))),
    ...sets.slice(1).flatMap((set) => statement(base?.name ?? '', set)),
    ...sets.flatMap(remarks),
  ];
}

/** Numbers without a name begin as ministat does. */
function title({ metric, unit, isNameless }: MetricComparison): readonly string[] {
  if (isNameless === true) return [];
  return [unit === '' ? visibleText(metric) : `${visibleText(metric)}, in ${unit}`];
}

function fewText(name: string, values: readonly number[]): string {
  return `${name}: ${values.length === 0 ? 'no value' : values.map((value) => generalText(value)).join(' ')}`;
}

/** What a set came to, beside the base. */
function statement(base: string, { name, comparison }: SetComparison): readonly string[] {
  const who = `${visibleText(name)} against ${visibleText(base)}`;
  if (comparison === null) return [`${who}: too few values to compare; each needs ${FEWEST_VALUES}`];
  const { mannWhitney, effect } = comparison;
  const pairs = comparison.base.n * comparison.other.n;
  const { u, p, method } = mannWhitney;
  const g = effect.hedgesG === null ? '' : `Hedges' g = ${generalText(effect.hedgesG, 3)}, `;
  return [
    `${who}: ${differenceText(comparison)}`,
    `  ${welchText(comparison)}`,
    ...disagreement(comparison),
    `  Mann-Whitney U = ${generalText(u)} of ${pairs}, ${pText(p)} (${method})`,
    `  effect: ${g}Cliff's delta = ${generalText(effect.cliffsDelta, 3)} (${effect.word})`,
  ];
}

/** The one sentence to take away. */
function differenceText({ isProven, relative, welch }: Comparison): string {
  const { confidence } = welch.interval;
  const at = `at ${confidence} % confidence`;
  const [difference, { low, high }] =
    relative === null ? [welch.difference, welch.interval] : [relative.difference, relative.interval];
  const shown = (value: number) => `${value > 0 ? '+' : ''}${generalText(value, 3)}${relative === null ? '' : ' %'}`;
  if (isProven) return `${shown(difference)}, between ${shown(low)} and ${shown(high)} ${at}`;
  return `no difference proven ${at}: it is between ${shown(low)} and ${shown(high)}`;
}

function welchText({ welch: { t, freedom, p } }: Comparison): string {
  if (t === null) return "Welch's t: none, for no value differs from its mean";
  return `Welch's t = ${generalText(t, 4)}, ${generalText(freedom, 3)} degrees of freedom, ${pText(p)}`;
}

/** A reader who finds two answers must know why. */
function disagreement({ student, isProven, welch }: Comparison): readonly string[] {
  const isProvenThere = student.p < 1 - welch.interval.confidence / 100;
  if (isProvenThere === isProven) return [];
  return ["  Student's test says otherwise: it takes both to spread alike"];
}

/** Very small ones have no digits that mean anything. */
function pText(p: number): string {
  return p < 1e-6 ? 'p < 1e-06' : `p = ${generalText(p, 2)}`;
}

/** What a reader of the figures of a set must know besides. */
function remarks({ name, summary, drift, missing, values }: SetComparison): string[] {
  const who = visibleText(name);
  const lines = missing.map(({ order, reason }) => `${who}: trial ${order} has no value: ${visibleText(reason)}`);
  for (const { place, value } of summary?.outliers ?? [])
    lines.push(`${who}: trial ${values[place]?.order} stands apart, and is in all figures: ${generalText(value)}`);
  if (summary !== null && summary.leftOut > 0)
    lines.push(`${who}: ${count(summary.leftOut, 'trial')} at the beginning left out as warm-up`);
  if (summary !== null && drift?.isSignificant)
    lines.push(`${who}: drift over the trials, which are not alike: ${driftText(drift, summary)}`);
  return lines;
}

function driftText({ overall, slope }: Drift, { mean }: Summary): string {
  const change = mean === 0 ? generalText(overall, 3) : `${generalText((overall / Math.abs(mean)) * 100, 3)} %`;
  return `${overall > 0 ? '+' : ''}${change} from the first to the last (${pText(slope.p)})`;
}
