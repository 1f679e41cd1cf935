import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type ConductorSettings, casesMeant } from '@conductor/config';
import { MOST_SETS, runFacts } from '@conductor/report';
import { emptyRun, findRun, foldRun, type RunState, readEvents, runResult } from '@conductor/results';
import { ConductorError, DEFAULT_SETTINGS, type MetricResult, type TrialMeasured } from '@conductor/types';
import type { UserWishes } from '../read-wishes.ts';
import { usageError } from '../usage-error.ts';
import type { Compared, MeasuredMetric } from './compared.ts';
import { loadNumbers } from './load-numbers.ts';

/** What a word of the command line names: a file of numbers where there is such a file, else a run. */
export async function loadCompared(
  word: string,
  { results }: UserWishes,
  settings: ConductorSettings,
): Promise<Compared> {
  if (await isFile(word)) return await loadNumbers(word);
  const root = results?.value ?? settings.results ?? DEFAULT_SETTINGS.results;
  return comparedRun(word, await foldEvents(path.join(await runDirectory(root, word), 'events.ndjson')));
}

async function runDirectory(root: string, word: string): Promise<string> {
  try {
    return await findRun(root, word);
  } catch (thrown) {
    if (!(thrown instanceof ConductorError) || thrown.code !== 'usage') throw thrown;
    throw usageError(`${thrown.message}, or of a file of numbers`);
  }
}

/**
 * The cases of a run as things of their own, to be compared with each other: those that `words` mean, or all. `null` where there are not two
 * to choose from, and no words either.
 */
export async function loadCases(
  word: string,
  words: readonly string[],
  { results }: UserWishes,
  settings: ConductorSettings,
): Promise<readonly Compared[] | null> {
  if (words.length === 0 && (await isFile(word))) return null;
  const root = results?.value ?? settings.results ?? DEFAULT_SETTINGS.results;
  const state = await foldEvents(path.join(await runDirectory(root, word), 'events.ndjson'));
  const { metrics, matrix } = runResult(state);
  const all = matrix?.cases ?? [];
  if (words.length === 0 && all.length < 2) return null;
  const cases = words.length === 0 ? all : inOrderOf(words, (each) => casesMeant(all, each, word));
  if (cases.length > MOST_SETS)
    throw usageError(`${word} has ${cases.length} cases to compare, and up to ${MOST_SETS} are: --case says which`);
  return cases.map(({ name }) => ({
    name,
    metrics: metrics.map((metric) => measuredMetric(metric.name, metric, ofCase(metric, name))),
    // They were measured with the same.
    facts: null,
  }));
}

/** The first word says what the base is. */
function inOrderOf<Item>(words: readonly string[], meant: (words: readonly string[]) => readonly Item[]): Item[] {
  return [...new Set(words.flatMap((word) => meant([word])))];
}

function ofCase({ trials }: MetricResult, name: string): readonly TrialMeasured[] {
  return trials.filter(({ caseName }) => caseName === name);
}

/** What was measured in a run. */
function comparedRun(name: string, state: RunState): Compared {
  const result = runResult(state);
  const test = state.started?.test;
  return {
    name,
    metrics: result.metrics.flatMap(measuredMetrics),
    facts: test === undefined ? null : runFacts(result, test),
  };
}

/** One for each combination of parameters: only the same ones are compared. */
function measuredMetrics(metric: MetricResult): MeasuredMetric[] {
  const { name, trials } = metric;
  const cases = Map.groupBy(trials, ({ caseName }) => caseName);
  return Array.from(cases, ([caseName, own]) =>
    measuredMetric(caseName === '' ? name : `${name} [${caseName}]`, metric, own),
  );
}

function measuredMetric(metric: string, { unit }: MetricResult, trials: readonly TrialMeasured[]): MeasuredMetric {
  return {
    metric,
    unit,
    values: trials.flatMap((each) => (each.kind === 'value' ? [{ order: each.trial, value: each.value }] : [])),
    missing: trials.flatMap(missing),
  };
}

function missing(each: TrialMeasured): MeasuredMetric['missing'] {
  return each.kind === 'none' ? [{ order: each.trial, reason: each.reason }] : [];
}

async function foldEvents(file: string): Promise<RunState> {
  const state = emptyRun();
  for await (const event of readEvents(file)) foldRun(state, event);
  return state;
}

async function isFile(word: string): Promise<boolean> {
  const found = await stat(word).catch(() => null);
  return found?.isFile() ?? false;
}
