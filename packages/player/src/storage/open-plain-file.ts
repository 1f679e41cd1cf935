import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { errnoOf } from '@conductor/types';

/** Never a link, and never waiting for the other end of a pipe that stands in the place of the file. */
const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Opens a file that a player wrote, to be read; `null` where there is none. Throws what the file system says, and of what is no regular file. */
export function openPlainFile(path: string): number | null {
  const descriptor = openOrNull(path);
  if (descriptor === null || fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new Error(`${path} is no regular file; was it put in the place of one?`);
}

function openOrNull(path: string): number | null {
  try {
    return openSync(path, READ);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
