import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncPath } from '../storage/sync-path.ts';
import { writeNewFile } from '../storage/write-new-file.ts';
import { GUARDIAN_FILES, guardianFolder } from './guardian-folder.ts';

/**
 * The host is about to be rebooted by a step: as long as this stands, and for so long at most, a guardian whose player is dead
 * waits instead of paying. Durable. Throws what the file system says.
 */
export async function holdGuardian(trialFolder: string, limitMs: number): Promise<void> {
  const folder = guardianFolder(trialFolder);
  await writeNewFile(join(folder, GUARDIAN_FILES.reboot), `${Math.max(1, Math.ceil(limitMs / 1000))}\n`);
  await syncPath(folder);
}

/** A death of the player is one again; a guardian that waits pays at once. Throws what the file system says. */
export async function letGuardianAct(trialFolder: string): Promise<void> {
  await rm(join(guardianFolder(trialFolder), GUARDIAN_FILES.reboot), { force: true });
}
