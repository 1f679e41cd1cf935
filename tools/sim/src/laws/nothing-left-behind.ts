import type { TrialDeed, TrialStory } from '../trial-story.ts';
import type { Law } from './law.ts';
import { at } from './law.ts';

/** After the last Reset of a trial nothing of it is alive that was not named; Resets never overlap. */
export const NOTHING_LEFT_BEHIND: Law = {
  name: '2 nothing is left behind',
  broken: (story) => {
    for (const trial of story.trials) {
      const fault = remains(trial) ?? overlap(trial) ?? strangerInReset(trial);
      if (fault !== null) return `${trial.player}, trial ${trial.trial}: ${fault}`;
    }
    return null;
  },
};

/** At the end of the trial, in whatever way, no command lives on unnamed. */
function remains({ deeds }: TrialStory): string | null {
  const alive = new Map<string, number>();
  for (const deed of deeds) {
    const { kind } = deed;
    if (kind === 'began' && deed.hasProcess) alive.set(nameOf(deed), deed.atMs);
    if (kind === 'gone' || kind === 'named') alive.delete(nameOf(deed));
    if (kind === 'reset-over' || kind === 'closed') {
      const [first] = alive;
      if (first)
        return `${first[0]}, begun at ${at(first[1])}, was alive and not named at the ${kind} of ${at(deed.atMs)}`;
    }
  }
  const [first] = alive;
  return first ? `${first[0]}, begun at ${at(first[1])}, is alive in the end, and was not named` : null;
}

function overlap({ deeds }: TrialStory): string | null {
  let payer: string | null = null;
  for (const deed of deeds) {
    if (deed.kind === 'reset-began') {
      // A dead player's Reset is over with it; what its guardian then ends is waited for.
      if (payer === deed.by)
        return `${deed.by} began Reset a second time at ${at(deed.atMs)}, before the first was over`;
      payer = deed.by;
    }
    if (deed.kind === 'reset-over') payer = null;
  }
  return null;
}

/** While a Reset runs, and after it, nothing but Reset begins; and what begins is the payer's. */
function strangerInReset({ deeds }: TrialStory): string | null {
  let payer: string | null = null;
  let wasReset = false;
  for (const deed of deeds) {
    if (deed.kind === 'reset-began') {
      payer = deed.by;
      wasReset = true;
    }
    if (deed.kind === 'reset-over') payer = null;
    if (deed.kind !== 'began' || !wasReset) continue;
    if (deed.phase !== 'reset') return `${nameOf(deed)} began at ${at(deed.atMs)}, after Reset had begun`;
    if (deed.by !== payer) return `${nameOf(deed)} of ${deed.by} began at ${at(deed.atMs)}, in the Reset of ${payer}`;
  }
  return null;
}

function nameOf(deed: Extract<TrialDeed, { readonly index: number }>): string {
  return `${deed.phase}/${deed.index}`;
}
