import type { RunResult } from '@conductor/types';
import { visibleText } from '../text/visible-text.ts';
import { listed } from './who-and-when.ts';

/** Sentences that are told; the others are counted. */
const TOLD = 20;
const TOLD_CHARACTERS = 1000;

/** A sentence about a trial. */
export interface TrialSentence {
  readonly trial: string;
  /** Whom it begins with; absent: nobody. */
  readonly player?: string;
  /** What follows the player. */
  readonly sentence: string;
}

/** Each sentence once, however many players and trials it is about, with those. */
export function tellOnce(result: RunResult, sentences: Iterable<TrialSentence>): string[] {
  const bySentence = Map.groupBy(sentences, ({ sentence }) => sentence);
  const all = Array.from(bySentence).flatMap(([sentence, each]) => {
    const byPlayer = Map.groupBy(each, ({ player = '' }) => player);
    const trials = Array.from(byPlayer, ([player, own]) => [player, own.map(({ trial }) => trial)] as const);
    const alike = Map.groupBy(trials, ([, own]) => own.join('\n'));
    return Array.from(alike.values(), (group) => ({ sentence, players: group.map(([player]) => player), group }));
  });
  const told = all
    .slice(0, TOLD)
    .map(
      ({ sentence, players, group }) =>
        `${listed(players)}${visibleText(`${shortened(sentence)}${trialsText(group[0]?.[1] ?? [], result)}`)}`,
    );
  return all.length <= TOLD ? told : [...told, `and ${all.length - TOLD} more; run.json has them all`];
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
