import { rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf, PHASES, type Phase } from '@conductor/types';
import { stepFolder } from '../directory/run-paths.ts';
import { playerIn } from '../fold/run-state.ts';
import type { Collection } from './collection.ts';
import { INCOMING_FOLDER, incomingPath } from './file-intake.ts';

/** Removes the folders of temporary names of a trial; one with a part of a file in it stays, for who comes next. */
export async function tidyIncoming(collection: Collection): Promise<void> {
  const { directory, player, trial } = collection;
  for (const phase of PHASES) {
    if (!player.phases[phase].some(({ kind }) => kind === 'fetch')) continue;
    const folder = path.join(directory.path, stepFolder(trial, phase, player.name), INCOMING_FOLDER);
    if (await removeEmpty(folder)) continue;
    await removeSettled(collection, phase);
    await removeEmpty(folder);
  }
}

/** A collector that was killed when it had told of a file, and before its temporary name was gone, has left that. */
async function removeSettled({ directory, player, trial }: Collection, phase: Phase): Promise<void> {
  const steps = playerIn(directory.state, trial, player.name)?.steps.values() ?? [];
  for (const { id: step, files } of steps) {
    if (step.phase !== phase) continue;
    for (const file of files?.keys() ?? []) {
      await rm(path.join(directory.path, incomingPath(trial, player.name, { step, file })), { force: true });
    }
  }
}

/** `false` where something is in it. */
async function removeEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOTEMPTY') return false;
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  return true;
}
