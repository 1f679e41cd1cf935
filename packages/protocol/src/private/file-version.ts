import { lstatSync } from 'node:fs';

/** Other than it was as soon as a file is written, replaced, or given to somebody else; `null` while there is none: tells whether it has to be read again. */
export function fileVersion(path: string): string | null {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
}
