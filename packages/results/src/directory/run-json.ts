import type { Verdict } from '@conductor/types';
import { runHead, runVerdict, trialResults } from '../fold/run-result.ts';
import type { RunState } from '../fold/run-state.ts';

/** A run below this is one block, and so a picture of one moment. */
const BLOCK_CHARACTERS = 2 ** 20;

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
    yield `${verdicts.length === 0 ? '' : ','}\n${JSON.stringify(trial)}`;
    verdicts.push(trial.verdict);
  }
  yield `],\n${member('verdict', runVerdict(state, verdicts))}\n}\n`;
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}
