import { randomUUID } from 'node:crypto';
import type { FileResult, TrialResult, Verdict } from '@conductor/types';
import { runHead, runVerdict, trialResults } from '../fold/run-result.ts';
import type { RunState } from '../fold/run-state.ts';

/** A run below this is one block, and so a picture of one moment. */
const BLOCK_CHARACTERS = 2 ** 20;

/** More files of a step are not made one text. */
const MANY_FILES = 1_000;

/** The result of a run as the text of run.json, in blocks: a large run is never in memory at once. */
export function* runJson(state: RunState): Generator<string> {
  let block = '';
  for (const line of lines(state)) {
    block += line;
    if (block.length < BLOCK_CHARACTERS) continue;
    yield block;
    block = '';
  }
  yield block;
}

/** A line for each member, and one for each trial. */
function* lines(state: RunState): Generator<string> {
  yield '{\n';
  for (const [name, value] of Object.entries(runHead(state))) yield `${member(name, value)},\n`;
  yield '"trials": [';
  const verdicts: Verdict[] = [];
  for (const trial of trialResults(state)) {
    yield verdicts.length === 0 ? '\n' : ',\n';
    yield* trialJson(trial);
    verdicts.push(trial.verdict);
  }
  yield `],\n${member('verdict', runVerdict(state, verdicts))}\n}\n`;
}

/** The text of a trial; where a step has brought very many files home, each is a part of its own. */
function* trialJson(trial: TrialResult): Generator<string> {
  if (!hasManyFiles(trial)) return yield JSON.stringify(trial);
  // Nothing that a player says can have it in its words.
  const mark = randomUUID();
  const lists: (readonly FileResult[])[] = [];
  const text = JSON.stringify(trial, (key, value) => {
    if (key !== 'files' || !isLong(value)) return value;
    lists.push(value);
    return mark;
  });
  for (const [at, part] of text.split(`"${mark}"`).entries()) {
    yield part;
    if (lists[at] !== undefined) yield* listJson(lists[at]);
  }
}

function hasManyFiles({ phases }: TrialResult): boolean {
  return phases.some(({ players }) => players.some(({ steps }) => steps.some(({ files }) => isLong(files))));
}

function isLong(value: unknown): value is readonly FileResult[] {
  return Array.isArray(value) && value.length > MANY_FILES;
}

function* listJson(files: readonly FileResult[]): Generator<string> {
  for (const [at, file] of files.entries()) yield `${at === 0 ? '[' : ','}${JSON.stringify(file)}`;
  yield ']';
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}
