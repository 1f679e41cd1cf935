import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ResetState, RunRef, TrialRef } from '@conductor/types';
import { guardianState } from '../guardian/index.ts';
import { COLLECTED_FILE } from '../spooled/spooled-run.ts';
import { runsFolder, TrialFolder } from '../storage/trial-folder.ts';
import { type RecoveryGround, recoverTrial } from './recover-trial.ts';

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
    return reset && factsOf(folder, reset, false);
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    const advice =
      'its Reset may be owed, and what it started may live: look at this host, and let "conduct reset" of its run do the rest';
    ground.onLog(`the trial in ${folder.path} cannot be brought to its end: ${reason}; ${advice}`);
    return unsettled(folder);
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

function factsOf(folder: TrialFolder, reset: ResetState, isOwed: boolean): EarlierTrial | null {
  const file = folder.read();
  if (file === null) return null;
  const { run, trial } = file;
  const loaded = statSync(folder.segment(1)).birthtime;
  const isCollected = readdirSync(folder.path).includes(COLLECTED_FILE);
  const pendingBytes = isCollected ? 0 : bytesIn(folder);
  return { folder, run, trial, loaded, reset, isOwed, isCollected, pendingBytes };
}

function bytesIn({ path }: TrialFolder): number {
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  const results = entries.filter((entry) => entry.isFile() && /\.(ndjson|out|err)$/.test(entry.name));
  return results.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

function unsettled(folder: TrialFolder): EarlierTrial | null {
  try {
    return factsOf(folder, 'unconfirmed', true);
  } catch {
    // It was told already that this folder cannot be read.
    return null;
  }
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
