import { closeSync, fstatSync, openSync } from 'node:fs';
import { errnoOf } from '@conductor/types';
import { READ_FLAGS } from './read-flags.ts';

/** Opens a file that a player wrote, to be read; `null` where there is none. Throws what the file system says, and of what is no regular file. */
export function openPlainFile(path: string): number | null {
  const descriptor = openOrNull(path);
  if (descriptor === null || fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new Error(`${path} is no regular file; was it put in the place of one?`);
}

function openOrNull(path: string): number | null {
  try {
    return openSync(path, READ_FLAGS);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
