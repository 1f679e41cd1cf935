import type { RunResult } from '@conductor/types';
import { visibleText } from '../text/visible-text.ts';

/** Sentences that are told; the others are counted. */
const TOLD = 20;
const TOLD_CHARACTERS = 1000;

/** A sentence about a trial. */
export interface TrialSentence {
  readonly trial: string;
  readonly sentence: string;
}

/** Each sentence once, however many trials it is about, with those. */
export function tellOnce(result: RunResult, sentences: Iterable<TrialSentence>): string[] {
  const trialsOf = new Map<string, string[]>();
  for (const { trial, sentence } of sentences) {
    const trials = trialsOf.get(sentence) ?? [];
    trialsOf.set(sentence, trials);
    trials.push(trial);
  }
  const told = Array.from(trialsOf)
    .slice(0, TOLD)
    .map(([sentence, trials]) => visibleText(`${shortened(sentence)}${trialsText(trials, result)}`));
  return trialsOf.size <= TOLD ? told : [...told, `and ${trialsOf.size - TOLD} more; run.json has them all`];
}

function shortened(sentence: string): string {
  return sentence.length <= TOLD_CHARACTERS
    ? sentence
    : `${sentence.slice(0, TOLD_CHARACTERS)}… (run.json has it whole)`;
}

function trialsText(trials: readonly string[], result: RunResult): string {
  if (result.trials.length === 1) return '';
  if (trials.length === result.trials.length) return ' (in every trial)';
  return trials.length === 1 ? ` (trial ${trials[0]})` : ` (in ${trials.length} trials)`;
}
