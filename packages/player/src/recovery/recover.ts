import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConductorError, errnoOf, type ResetState } from '@conductor/types';
import { guardianState } from '../guardian/index.ts';
import { readSegment } from '../journal/read-segment.ts';
import { followReboot } from '../reboot/follow-reboot.ts';
import type { TakenUpTrial } from '../reboot/take-up-trial.ts';
import { tailOf } from '../storage/tail-of.ts';
import { runsFolder, TrialFolder } from '../storage/trial-folder.ts';
import { type EarlierTrial, earlierTrial } from './earlier-trial.ts';
import { leaveUnsettled } from './leave-unsettled.ts';
import { type RecoveryGround, recoverTrial } from './recover-trial.ts';
import { isResumed } from './trial-past.ts';

/** The last record of a segment is within so many bytes of its end. */
const TAIL_BYTES = 4_096;

/**
 * Brings everything to its end that earlier lives of the player left in a state folder, one trial after the other; before
 * a player listens; but for a trial that goes on after a reboot. What cannot be brought to its end is told. Rejects with the reason
 * of the signal, and with a ConductorError `storage` where it cannot be seen what they left.
 */
export async function recover(stateFolder: string, ground: RecoveryGround, signal: AbortSignal): Promise<Found> {
  const earlier: EarlierTrial[] = [];
  let takenUp: TakenUpTrial | null = null;
  for (const folder of trialFolders(stateFolder)) {
    const found = await recoverOne(folder, ground, signal);
    if (found && 'guard' in found) takenUp = found;
    else if (found) earlier.push(found);
  }
  return { earlier, takenUp };
}

/** What earlier lives of the player left. */
export interface Found {
  readonly earlier: readonly EarlierTrial[];
  /** The trial that goes on, since a step of it rebooted the host; `null` is none. */
  readonly takenUp: TakenUpTrial | null;
}

async function recoverOne(
  folder: TrialFolder,
  ground: RecoveryGround,
  signal: AbortSignal,
): Promise<EarlierTrial | TakenUpTrial | null> {
  try {
    const closed = await closingOf(folder);
    const reboot = closed === null ? await followReboot(folder, ground, signal) : null;
    if (reboot?.kind === 'taken-up') return reboot.trial;
    const reset = closed ?? (await recoverTrial(folder, reboot, ground, signal));
    return reset && earlierTrial(folder, reset, false);
  } catch (error) {
    signal.throwIfAborted();
    return leaveUnsettled(folder, ground, error);
  }
}

/** What became of Reset where all is over and told; `null` where it has to be looked into. */
async function closingOf(folder: TrialFolder): Promise<ResetState | null> {
  const tail = tailOf(folder.segment(Math.max(1, folder.countSegments())), TAIL_BYTES);
  const closed = /"kind":"trial-closed","reset":"(not-owed|paid|waived|unconfirmed)"\}\n$/.exec(tail)?.[1];
  if (closed === undefined) return null;
  const { kind } = await guardianState(folder.path);
  const isOver = kind === 'disarmed' || kind === 'none' || isToldByNext(folder);
  return isOver ? (closed as ResetState) : null;
}

/** A player that did not go on with the trial has told how it came to its end. */
function isToldByNext(folder: TrialFolder): boolean {
  const count = folder.countSegments();
  return count > 1 && !isResumed(readSegment(folder.segment(count)).records);
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
    if (errnoOf(error) === 'ENOENT') return [];
    throw ConductorError.from(error, 'storage', `${folder} cannot be read`);
  }
}
