import { loadToolSettings, settingsPath } from '@conductor/config';
import { findRun, type RunHistory, readHistory } from '@conductor/results';
import { DEFAULT_SETTINGS } from '@conductor/types';
import type { Call } from './call.ts';

/** A run that somebody conducted, and where its directory is. */
export interface FoundRun {
  /** Absolute. */
  readonly directory: string;
  readonly history: RunHistory;
}

/** Finds the run that a word means, and what its directory tells. */
export async function findHistory(word: string | null, { wishes, env }: Call): Promise<FoundRun> {
  const { settings } = await loadToolSettings('conductor', {}, settingsPath('conductor', env));
  const root = wishes.results?.value ?? settings.results ?? DEFAULT_SETTINGS.results;
  const directory = await findRun(root, word ?? 'latest');
  return { directory, history: await readHistory(directory) };
}
