import { closeSync, readFileSync } from 'node:fs';
import { openPlainFile } from './open-plain-file.ts';

/** The bytes of a file that a player wrote; `null` where there is none. Throws as `openPlainFile` does. */
export function readPlainFile(path: string): Buffer | null {
  const descriptor = openPlainFile(path);
  if (descriptor === null) return null;
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
