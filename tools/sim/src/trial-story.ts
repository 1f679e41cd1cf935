import type { Deed } from './deed.ts';

/** Deeds that are about one trial on one player. */
export type TrialDeed = Extract<Deed, { readonly trial: string }>;

/** What was seen of one trial on one player, in order. */
export interface TrialStory {
  readonly player: string;
  readonly trial: string;
  readonly runId: string;
  readonly deeds: readonly TrialDeed[];
}

/** The story of each trial on each player. */
export function trialStories(deeds: readonly Deed[]): TrialStory[] {
  const stories = new Map<string, { player: string; trial: string; runId: string; deeds: TrialDeed[] }>();
  for (const deed of deeds) {
    if (!('trial' in deed)) continue;
    const { player, trial } = deed;
    const key = `${player} ${trial}`;
    const story = stories.get(key) ?? { player, trial, runId: trial.split('/')[0] ?? '', deeds: [] };
    story.deeds.push(deed);
    stories.set(key, story);
  }
  return [...stories.values()];
}

/** The run that a conductor conducts. */
export function runOf(deeds: readonly Deed[], conductor: string): string {
  const began = deeds.find((deed) => deed.kind === 'conductor-began' && deed.conductor === conductor);
  return began?.kind === 'conductor-began' ? began.runId : conductor;
}

/** Whether a trial came so far that Reset is owed, and the user did not take the debt. */
export function owesReset({ deeds }: TrialStory): boolean {
  return deeds.some(({ kind }) => kind === 'owed') && !isWaived(deeds);
}

function isWaived(deeds: readonly TrialDeed[]): boolean {
  return deeds.some((deed) => deed.kind === 'closed' && deed.reset === 'waived');
}
