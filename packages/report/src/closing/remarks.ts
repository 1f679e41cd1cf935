import type { RunResult } from '@conductor/types';
import { type TrialSentence, tellOnce } from './tell-once.ts';
import { stepsOf } from './walk-result.ts';

/** What the reader must know of steps besides how they ended: once, however many players and trials have it. */
export function remarks(result: RunResult): string[] {
  return tellOnce(result, sentencesOf(result));
}

function* sentencesOf(result: RunResult): Generator<TrialSentence> {
  for (const { trial, player, where, step } of stepsOf(result)) {
    for (const remark of step.remarks) yield { trial, player, where, sentence: remark };
  }
}
