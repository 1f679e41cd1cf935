import { lstatSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConductorError, errnoOf } from '@conductor/types';
import { whyReplaceable } from './folders-above.ts';
import { whyNotPrivateFolder } from './judge-private.ts';

/** Makes a folder of mode 0700, with its parents, and checks it as `checkPrivateFolder` does. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await makeFolder(resolve(folder));
  checkPrivateFolder(folder);
}

/** Node's own `recursive` never ends where a folder exists and takes no other, as /proc (Node 24.21). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, 0o700);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || path === dirname(path)) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, 0o700);
  }
}

/**
 * Throws a ConductorError `storage` when others could put a file into this folder or put another folder in its place: it must be
 * ours and 0700, and nobody else may write what is above it. Throws what the file system says when it is not there.
 */
export function checkPrivateFolder(folder: string): void {
  const path = resolve(folder);
  const fault = whyNotPrivateFolder(path, lstatSync(path)) ?? whyReplaceable(path);
  if (fault !== null) throw new ConductorError('storage', `nothing secret can be kept in ${path}: ${fault}`);
}
