import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ResetState, RunRef, TrialRef } from '@conductor/types';
import { COLLECTED_FILE } from '../spool/spooled-run.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import { knownTrial } from './known-trial.ts';

/** A trial of an earlier life of the player, of which results are kept. */
export interface EarlierTrial {
  readonly folder: TrialFolder;
  readonly run: RunRef;
  readonly trial: TrialRef;
  readonly loaded: Date;
  readonly reset: ResetState;
  /** Its Reset could not be paid. */
  readonly isOwed: boolean;
  /** A collector holds everything of it. */
  readonly isCollected: boolean;
  /** What a collector could still pull: the journal, and the outputs in the folders of the phases. */
  readonly pendingBytes: number;
}

/** What is told of a trial of an earlier life; `null` where there never was one. Throws what the file system says. */
export function earlierTrial(folder: TrialFolder, reset: ResetState, isOwed: boolean): EarlierTrial | null {
  const known = knownTrial(folder);
  if (known === null) return null;
  const { run, trial } = known;
  const loaded = (statSync(folder.segment(1), { throwIfNoEntry: false }) ?? statSync(folder.path)).birthtime;
  const isCollected = readdirSync(folder.path).includes(COLLECTED_FILE);
  const pendingBytes = isCollected ? 0 : bytesIn(folder);
  return { folder, run, trial, loaded, reset, isOwed, isCollected, pendingBytes };
}

function bytesIn({ path }: TrialFolder): number {
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  const results = entries.filter((entry) => entry.isFile() && /\.(ndjson|out|err)$/.test(entry.name));
  return results.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
