import type { RunResult } from '@conductor/types';
import { type TrialSentence, tellOnce } from './tell-once.ts';
import { stepsOf } from './walk-result.ts';

/** Fetches that never had their turn, and why: a player that resets by itself runs no Collect, and its files may be gone with Reset. */
export function missedFetches(result: RunResult): string[] {
  return tellOnce(result, sentencesOf(result));
}

function* sentencesOf(result: RunResult): Generator<TrialSentence> {
  // Of a trial that goes on, every turn may still come.
  const trials = result.trials.filter(({ endTime }) => endTime !== null);
  for (const { trial, player, where, step } of stepsOf({ ...result, trials })) {
    const { kind, outcome, text } = step;
    if (kind === 'fetch' && outcome.kind === 'skipped')
      yield { trial, player, where, sentence: `${text}: ${outcome.reason}` };
  }
}
