import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ConductorSettings } from '@conductor/config';
import { runFacts } from '@conductor/report';
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
function measuredMetrics({ name, unit, trials }: MetricResult): MeasuredMetric[] {
  const cases = Map.groupBy(trials, ({ caseName }) => caseName);
  return Array.from(cases, ([caseName, ofCase]) => ({
    metric: caseName === '' ? name : `${name} [${caseName}]`,
    unit,
    values: ofCase.flatMap((each) => (each.kind === 'value' ? [{ order: each.trial, value: each.value }] : [])),
    missing: ofCase.flatMap(missing),
  }));
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
