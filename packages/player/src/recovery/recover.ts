import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { ResetState } from '@conductor/types';
import { guardianState } from '../guardian/index.ts';
import { runsFolder, TrialFolder } from '../storage/trial-folder.ts';
import { type EarlierTrial, earlierTrial } from './earlier-trial.ts';
import { leaveUnsettled } from './leave-unsettled.ts';
import { type RecoveryGround, recoverTrial } from './recover-trial.ts';

/** The last record of a segment is within so many bytes of its end. */
const TAIL_BYTES = 4_096;

/**
 * Brings everything to its end that earlier lives of the player left in a state folder, one trial after the other; before
 * a player listens. What cannot be brought to its end is told. Rejects with the reason of the signal only.
 */
export async function recover(
  stateFolder: string,
  ground: RecoveryGround,
  signal: AbortSignal,
): Promise<readonly EarlierTrial[]> {
  const earlier: EarlierTrial[] = [];
  for (const folder of trialFolders(stateFolder)) {
    const found = await recoverOne(folder, ground, signal);
    if (found) earlier.push(found);
  }
  return earlier;
}

async function recoverOne(
  folder: TrialFolder,
  ground: RecoveryGround,
  signal: AbortSignal,
): Promise<EarlierTrial | null> {
  try {
    const reset = (await closingOf(folder)) ?? (await recoverTrial(folder, ground, signal));
    return reset && earlierTrial(folder, reset, false);
  } catch (error) {
    signal.throwIfAborted();
    return leaveUnsettled(folder, ground, error);
  }
}

/** What became of Reset where all is over and told; `null` where it has to be looked into. */
async function closingOf(folder: TrialFolder): Promise<ResetState | null> {
  const tail = tailOf(folder.segment(Math.max(1, folder.countSegments())));
  const closed = /"kind":"trial-closed","reset":"(not-owed|paid|waived|unconfirmed)"\}\n$/.exec(tail)?.[1];
  if (closed === undefined) return null;
  const { kind } = await guardianState(folder.path);
  const isOver = kind === 'disarmed' || kind === 'none' || folder.countSegments() > 1;
  return isOver ? (closed as ResetState) : null;
}

/** In the order of their names, which is that of time. */
function trialFolders(stateFolder: string): readonly TrialFolder[] {
  return foldersIn(runsFolder(stateFolder))
    .flatMap(foldersIn)
    .flatMap(foldersIn)
    .map((path) => new TrialFolder(path));
}

function foldersIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function tailOf(path: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(descriptor);
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(descriptor, tail, 0, tail.length, size - tail.length);
    return tail.toString();
  } finally {
    closeSync(descriptor);
  }
}
