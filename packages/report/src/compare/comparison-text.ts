import { visibleText } from '@conductor/types';
import { ministatLines } from '../ministat/ministat-lines.ts';
import { type Comparison, FEWEST_VALUES } from '../statistics/compare-samples.ts';
import { generalText } from '../statistics/number-text.ts';
import type { TTest } from '../statistics/t-test.ts';
import { driftText, pText } from '../text/drift-text.ts';
import { count } from '../text/quantities.ts';
import type { MetricComparison, SetComparison } from './compare-metric.ts';
import { valuesOf } from './compared-set.ts';

/**
 * A comparison as text: what ministat prints of the sets, and beneath it, for each set but the base, what Welch's test, that of Mann and
 * Whitney, and the size of the effect say; then what a reader must know of the values.
 */
export function comparisonLines(comparison: MetricComparison): readonly string[] {
  const { sets, confidence, warmUp } = comparison;
  const noun = nounOf(comparison);
  const [base] = sets;
  const isEnough = sets.every(({ summary }) => summary !== null && summary.n >= FEWEST_VALUES);
  const named = sets.map((set) => ({ name: visibleText(set.name), values: valuesOf(set, warmUp) }));
  return [
    ...title(comparison),
    ...(isEnough ? ministatLines(named, { confidence }) : sets.map((set) => fewText(set, warmUp, noun))),
    ...sets.slice(1).flatMap((set) => statement(base?.name ?? '', set)),
    ...commonRemark(comparison),
    // One run may stand on both sides.
    ...new Set(sets.flatMap((set) => remarks(set, noun, comparison.commonDrift !== null))),
  ];
}

/** What the values of a set are of: nobody knows of a file of numbers whether they are of trials. */
function nounOf({ isNameless }: MetricComparison): Noun {
  return isNameless === true ? 'value' : 'trial';
}

type Noun = 'trial' | 'value';

/** Numbers without a name begin as ministat does. */
function title({ metric, unit, isNameless }: MetricComparison): readonly string[] {
  if (isNameless === true) return [];
  return [unit === '' ? visibleText(metric) : `${visibleText(metric)}, in ${unit}`];
}

function fewText(set: SetComparison, warmUp: number, noun: Noun): string {
  const left = valuesOf(set, warmUp).map((value) => generalText(value));
  const hint = leftOutText(set, warmUp, noun);
  const shown = left.length === 0 ? [] : [left.join(' ')];
  const told = hint === null ? [shown[0] ?? 'no value'] : [...shown, `${leftText(left.length)} ${hint}`];
  return `${visibleText(set.name)}: ${told.join('; ')}`;
}

/** The beginning of a sentence that goes on with `of 3 trials`. */
function leftText(left: number): string {
  return left === 0 ? 'no value is left' : `only ${left} ${left === 1 ? 'is' : 'are'} left`;
}

/** Values that a warm-up has swallowed are a mistake in the call, and no fault of the run; `null`: it has not too few for that. */
function leftOutText({ values: { length } }: SetComparison, warmUp: number, noun: Noun): string | null {
  const most = length - FEWEST_VALUES;
  if (length === 0 || warmUp === 0 || warmUp <= most) return null;
  const advice =
    most >= 0
      ? `--warm-up ${most} is the most that leaves enough`
      : `it takes more ${noun}s: ${FEWEST_VALUES} have to be left`;
  return `of ${count(length, noun)}, for --warm-up ${warmUp} leaves out the first ${warmUp}; ${advice}`;
}

/** What a set came to, beside the base. */
function statement(base: string, { name, comparison, paired }: SetComparison): readonly string[] {
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
    ...(paired === null ? [] : [`  ${pairedText(paired)}`]),
    `  Mann-Whitney U = ${generalText(u)} of ${pairs}, ${pText(p)} (${method})`,
    `  effect: ${g}Cliff's delta = ${generalText(effect.cliffsDelta, 3)} (${effect.word})`,
  ];
}

/** Of a comparison the one sentence to take away. */
export function differenceText({ isProven, relative, welch }: Comparison): string {
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

/** Of cases that took turns: what partners share is taken out. */
function pairedText({ difference, t, freedom, p, interval: { low, high } }: TTest): string {
  const [mean, from, to] = [difference, low, high].map((value) => generalText(value, 3));
  const test =
    t === null
      ? 'no difference differs from their mean'
      : `t = ${generalText(t, 4)}, ${freedom} degrees of freedom, ${pText(p)}`;
  return `in pairs, trial by trial: ${mean}, between ${from} and ${to}; ${test}`;
}

/** Cases are alike in this: a host that warms up moves all of them. */
function commonRemark({ commonDrift, sets }: MetricComparison): readonly string[] {
  if (commonDrift === null || !commonDrift.isSignificant) return [];
  const values = sets.flatMap((set) => set.values.map(({ value }) => value));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [`drift in the course of the run, whose trials are not alike: ${driftText(commonDrift, mean)}`];
}

/** A reader who finds two answers must know why. */
function disagreement({ student, isProven, welch }: Comparison): readonly string[] {
  const isProvenThere = student.p < 1 - welch.interval.confidence / 100;
  if (isProvenThere === isProven) return [];
  return ["  Student's test says otherwise: it takes both to spread alike"];
}

/** What a reader of the figures of a set must know besides. */
function remarks({ name, summary, drift, missing, values }: SetComparison, noun: Noun, isCommon: boolean): string[] {
  const who = visibleText(name);
  const lines = missing.map(({ order, reason }) => `${who}: trial ${order} has no value: ${visibleText(reason)}`);
  for (const { place, value } of summary?.outliers ?? [])
    lines.push(`${who}: ${noun} ${values[place]?.order} stands apart, and is in all figures: ${generalText(value)}`);
  if (summary !== null && summary.leftOut > 0)
    lines.push(`${who}: ${count(summary.leftOut, noun)} at the beginning left out as warm-up`);
  if (summary !== null && !isCommon && drift?.isSignificant)
    lines.push(`${who}: drift over the ${noun}s, which are not alike: ${driftText(drift, summary.mean)}`);
  return lines;
}
