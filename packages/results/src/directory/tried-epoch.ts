import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf } from '@conductor/types';
import { storageError } from '../storage/storage-error.ts';
import { syncFolder, writeWholeFile } from '../storage/write-whole-file.ts';
import { EPOCH_FILE } from './run-paths.ts';

/**
 * Notes the epoch under which somebody is about to take a run from a program that still writes its directory, and so has its
 * events for itself. Nobody may use that epoch again, whatever becomes of the attempt.
 */
export async function noteTriedEpoch(folder: string, epoch: number): Promise<void> {
  const file = path.join(folder, EPOCH_FILE);
  try {
    await writeWholeFile(file, [`${epoch}\n`]);
    await syncFolder(folder);
  } catch (error) {
    throw storageError('write', file, error);
  }
}

/** The highest epoch of such an attempt; 0 when there was none. */
export async function triedEpoch(folder: string): Promise<number> {
  const file = path.join(folder, EPOCH_FILE);
  try {
    const epoch = Number(await readFile(file, 'utf8'));
    return Number.isSafeInteger(epoch) ? epoch : 0;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 0;
    throw storageError('read', file, error);
  }
}
