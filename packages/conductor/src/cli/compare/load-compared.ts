import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type ConductorSettings, casesMeant } from '@conductor/config';
import { MOST_SETS, runFacts } from '@conductor/report';
import { emptyRun, findRun, foldRun, type RunState, readEvents, runResult } from '@conductor/results';
import {
  ConductorError,
  DEFAULT_SETTINGS,
  type MetricResult,
  type RunResult,
  type StartedTest,
  type TrialMeasured,
  visibleText,
} from '@conductor/types';
import { measureAgain } from '../../measure/measure-again.ts';
import type { Call } from '../call.ts';
import { changedMeasurements } from '../changed-measurements.ts';
import { usageError } from '../usage-error.ts';
import type { Compared, MeasuredMetric } from './compared.ts';
import { loadNumbers } from './load-numbers.ts';

/** What the words of the command line name, and a note where two of them are the same: what is compared with itself never differs. */
export async function loadAllCompared(
  words: readonly string[],
  call: Call,
  settings: ConductorSettings,
): Promise<readonly Compared[]> {
  const all = await Promise.all(words.map((word) => loadCompared(word, call, settings)));
  for (const [place, [first, second]] of Map.groupBy(all, ({ name, directory }) => directory ?? path.resolve(name))) {
    if (first === undefined || second === undefined || call.wishes.isQuiet) continue;
    const text = `"${first.name}" and "${second.name}" are the same, ${place}: compared with itself nothing differs; an earlier run is named by its id`;
    call.terminal.err.write(`note: ${visibleText(text)}\n`);
  }
  return all;
}

/** What a word of the command line names: a file of numbers where there is such a file, else a run. */
async function loadCompared(word: string, call: Call, settings: ConductorSettings): Promise<Compared> {
  if (await isFile(word)) return await loadNumbers(word);
  const { results } = call.wishes;
  const directory = await runDirectory(results?.value ?? settings.results ?? DEFAULT_SETTINGS.results, word);
  const { result, test } = await loadMeasured(directory, call);
  const facts = test === null ? null : runFacts(result, test);
  return { name: word, directory, metrics: result.metrics.flatMap(measuredMetrics), facts };
}

interface MeasuredRun {
  readonly result: RunResult;
  readonly test: StartedTest | null;
}

/** What was measured in a run; with `--metrics` it is measured again. */
async function loadMeasured(directory: string, call: Call): Promise<MeasuredRun> {
  if (call.wishes.metrics === null) {
    const state = await foldEvents(path.join(directory, 'events.ndjson'));
    return { result: runResult(state), test: state.started?.test ?? null };
  }
  const change = changedMeasurements(call);
  let test: StartedTest | null = null;
  const result = await measureAgain(directory, async (before) => {
    test = await change(before);
    return test;
  });
  return { result, test };
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
  call: Call,
  settings: ConductorSettings,
): Promise<readonly Compared[] | null> {
  const { results, cases: words } = call.wishes;
  if (words.length === 0 && (await isFile(word))) return null;
  const directory = await runDirectory(results?.value ?? settings.results ?? DEFAULT_SETTINGS.results, word);
  const { metrics, matrix } = (await loadMeasured(directory, call)).result;
  const all = matrix?.cases ?? [];
  if (words.length === 0 && all.length < 2) return null;
  const cases = words.length === 0 ? all : inOrderOf(words, (each) => casesMeant(all, each, word));
  if (cases.length > MOST_SETS)
    throw usageError(`${word} has ${cases.length} cases to compare, and up to ${MOST_SETS} are: --case says which`);
  return cases.map(({ name }) => ({
    name,
    directory,
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
