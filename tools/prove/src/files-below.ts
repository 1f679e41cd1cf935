import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from '@conductor/types';

export interface FoundFile {
  readonly path: string;
  readonly isLink: boolean;
}

/** Every file and link below a folder. A player may be tidying up there: what is gone when we come to it is left out. */
export function filesBelow(folder: string): FoundFile[] {
  const entries = unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [{ path, isLink: entry.isSymbolicLink() }];
  });
}

/** The text of a file; `null` when it is gone. */
export function textOf(path: string): string | null {
  return unlessGone(() => readFileSync(path, 'utf8'));
}

function unlessGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
