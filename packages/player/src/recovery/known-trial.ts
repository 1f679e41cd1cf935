import { existsSync } from 'node:fs';
import type { JournalRecord } from '@conductor/types';
import { guardianCgroup } from '../guardian/index.ts';
import { readSegment } from '../journal/read-segment.ts';
import type { TrialFile, TrialFolder } from '../storage/trial-folder.ts';
import { trialNameOf } from '../storage/trial-name.ts';

/** What is known of a trial of an earlier life of the player. */
export interface KnownTrial
  extends Pick<TrialFile, 'run' | 'trial' | 'playerName' | 'containment' | 'bootId' | 'cgroupFolder'> {
  /** As it was loaded, or why that cannot be read: then only what its guardian was given can pay its Reset. */
  readonly file: ReadFile;
}

/** The file of a trial, as it is found. */
export type ReadFile =
  | { readonly kind: 'whole'; readonly file: TrialFile }
  | { readonly kind: 'damaged'; readonly reason: string };

/**
 * Reads a trial of an earlier life; `null` where its player died before it was loaded. Where its file is damaged, the
 * journal tells what it was, and of what that does not tell, the names of its folders do.
 */
export function knownTrial(folder: TrialFolder): KnownTrial | null {
  try {
    const file = folder.read();
    return file && { ...file, file: { kind: 'whole', file } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...asTold(folder), cgroupFolder: guardianCgroup(folder.path), file: { kind: 'damaged', reason } };
  }
}

function asTold(folder: TrialFolder): Pick<KnownTrial, 'run' | 'trial' | 'playerName' | 'containment' | 'bootId'> {
  const loaded = firstRecord(folder);
  if (loaded?.kind === 'trial-loaded') return { ...loaded, playerName: loaded.player };
  const { runId, caseName, trial } = trialNameOf(folder.path);
  const run = { runId, epoch: 1 };
  return { run, trial: { caseName, trial }, playerName: '', containment: 'sweep', bootId: '' };
}

function firstRecord(folder: TrialFolder): JournalRecord | undefined {
  const path = folder.segment(1);
  return existsSync(path) ? readSegment(path).records[0] : undefined;
}
