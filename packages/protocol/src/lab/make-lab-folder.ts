import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ConductorError, errnoOf, systemReason } from '@conductor/types';
import { createPrivateFile } from '../private/private-file.ts';
import { checkPrivateFolder } from '../private/private-folder.ts';

/**
 * Makes a folder of mode 0700 with these files in it, by their paths below it: whole, or not at all. Returns whether it was made;
 * where something is already, nothing is done. Of two that make it at once, one has its way.
 */
export async function makeLabFolder(folder: string, files: Readonly<Record<string, string>>): Promise<boolean> {
  const path = resolve(folder);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.draft`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await mkdir(draft, { mode: 0o700 });
    try {
      checkPrivateFolder(draft);
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(draft, name)), { recursive: true, mode: 0o700 });
        await createPrivateFile(join(draft, name), text);
      }
      return await takePlace(draft, path);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof ConductorError) throw error;
    throw new ConductorError('storage', `${path} cannot be made: ${systemReason(error)}`, { cause: error });
  }
}

/** An empty folder makes room, as the system has it. */
async function takePlace(draft: string, path: string): Promise<boolean> {
  try {
    await rename(draft, path);
    return true;
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR') return false;
    throw error;
  }
}
