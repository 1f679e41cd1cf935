import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf } from '@conductor/types';

/**
 * Makes a folder and those above it that are missing, one at a time; one that exists is left as it is. The recursive form of
 * Node's mkdir never ends where a parent exists and takes no children, as below /proc.
 */
export async function makeFolders(folder: string): Promise<void> {
  try {
    await makeOne(folder);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    await makeFolders(path.dirname(folder));
    await makeOne(folder);
  }
}

async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
}
