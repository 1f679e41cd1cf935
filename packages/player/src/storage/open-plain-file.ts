import { closeSync, fstatSync, openSync } from 'node:fs';
import { errnoOf } from '@conductor/types';
import { READ_FLAGS } from './read-flags.ts';

/** Opens a file that a player wrote, to be read; `null` where there is none. Throws what the file system says, and of what is no regular file. */
export function openPlainFile(path: string): number | null {
  const descriptor = openOrNull(path);
  if (descriptor === null || fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw notPlain(path);
}

/** What O_NOFOLLOW makes of a link: FreeBSD has a number of its own for that. */
const LINK_ERRNOS: readonly (string | undefined)[] = ['ELOOP', 'EMLINK'];

function openOrNull(path: string): number | null {
  try {
    return openSync(path, READ_FLAGS);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT') return null;
    throw LINK_ERRNOS.includes(code) ? notPlain(path, error) : error;
  }
}

function notPlain(path: string, cause?: unknown): Error {
  return new Error(`${path} is no regular file; was it put in the place of one?`, { cause });
}
