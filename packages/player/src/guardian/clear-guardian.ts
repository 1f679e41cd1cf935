import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '@conductor/types';
import { guardianFolder } from './guardian-folder.ts';

/** Removes what dead guardians of a trial were given, but for the secrets of Reset, so that it can be prepared anew. Throws what the file system says. */
export async function clearGuardian(trialFolder: string): Promise<void> {
  const folder = guardianFolder(trialFolder);
  const names = await readdir(folder).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter((one) => !one.endsWith('.secrets'))) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
