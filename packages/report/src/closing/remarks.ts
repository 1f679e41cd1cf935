import type { RunResult } from '@conductor/types';
import { visibleText } from '../text/visible-text.ts';
import { stepsOf } from './walk-result.ts';

/** Remarks that are told; the others are counted. */
const TOLD = 20;
const TOLD_CHARACTERS = 1000;

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
  const told = Array.from(trialsOf)
    .slice(0, TOLD)
    .map(([remark, trials]) => visibleText(`${shortened(remark)}${trialsText(trials, result)}`));
  return trialsOf.size <= TOLD ? told : [...told, `and ${trialsOf.size - TOLD} more; run.json has them all`];
}

function shortened(remark: string): string {
  return remark.length <= TOLD_CHARACTERS ? remark : `${remark.slice(0, TOLD_CHARACTERS)}… (run.json has it whole)`;
}

function trialsText(trials: readonly string[], result: RunResult): string {
  if (result.trials.length === 1) return '';
  if (trials.length === result.trials.length) return ' (in every trial)';
  return trials.length === 1 ? ` (trial ${trials[0]})` : ` (in ${trials.length} trials)`;
}
