import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Never a link, and never waiting for the other end of a pipe that stands in the place of the file. */
const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The bytes of a file that a player wrote; `null` where there is none. Throws what the file system says, and of what is no regular file. */
export function readPlainFile(path: string): Buffer | null {
  const descriptor = openOrNull(path);
  if (descriptor === null) return null;
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error(`${path} is no regular file; was it put in the place of one?`);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function openOrNull(path: string): number | null {
  try {
    return openSync(path, READ);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
