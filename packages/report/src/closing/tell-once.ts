import { type RunResult, visibleText } from '@conductor/types';
import { listed, shareTrials } from './who-and-when.ts';

/** Sentences that are told; the others are counted. */
const TOLD = 20;
const TOLD_CHARACTERS = 1000;

/** A sentence about a trial. */
export interface TrialSentence {
  readonly trial: string;
  /** Whom it is about; absent: it says so itself. */
  readonly player?: string;
  /** In the steps of the player: `run, step2`; absent: it is about no step. */
  readonly where?: string;
  readonly sentence: string;
}

/** Each sentence once, however many players and trials it is about, with those. */
export function tellOnce(result: RunResult, sentences: Iterable<TrialSentence>): string[] {
  const alike = Map.groupBy(sentences, ({ where = '', sentence }) => `${where}\n${sentence}`);
  const all = [...alike.values()].flatMap((each) => {
    const { where = '', sentence = '' } = each[0] ?? {};
    const turns = each.map(({ player = '', trial }) => ({ player, trial }));
    return shareTrials(turns).map(({ players, trials }) => {
      const subject = [listed(players), visibleText(where)].filter((word) => word !== '').join(', ');
      const told = visibleText(`${shortened(sentence)}${trialsText(trials, result)}`);
      return subject === '' ? told : `${subject}: ${told}`;
    });
  });
  return all.length <= TOLD ? all : [...all.slice(0, TOLD), `and ${all.length - TOLD} more; run.json has them all`];
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
