import { stat } from 'node:fs/promises';
import { errnoOf } from '@conductor/types';
import { storageError } from './storage-error.ts';

/** Whether there is something at a path; a path that cannot be looked at is a ConductorError of code `storage`. */
export async function fileExists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return false;
    throw storageError('read', file, error);
  }
}
