import type { RunResult } from '@conductor/types';
import { visibleText } from '../text/visible-text.ts';
import { stepsOf } from './walk-result.ts';

/** Remarks that are told; the others are counted. */
const TOLD = 20;

/** What the reader must know of steps besides how they ended: once for each step, however many trials have it. */
export function remarks(result: RunResult): string[] {
  const trialsOf = new Map<string, string[]>();
  for (const { trial, place, step } of stepsOf(result)) {
    for (const remark of step.remarks) {
      const trials = trialsOf.get(`${place}: ${remark}`) ?? [];
      trialsOf.set(`${place}: ${remark}`, trials);
      trials.push(trial);
    }
  }
  const all = Array.from(trialsOf, ([remark, trials]) => visibleText(`${remark}${trialsText(trials, result)}`));
  return all.length <= TOLD ? all : [...all.slice(0, TOLD), `and ${all.length - TOLD} more; run.json has them all`];
}

function trialsText(trials: readonly string[], result: RunResult): string {
  if (result.trials.length === 1) return '';
  if (trials.length === result.trials.length) return ' (in every trial)';
  return trials.length === 1 ? ` (trial ${trials[0]})` : ` (in ${trials.length} trials)`;
}
