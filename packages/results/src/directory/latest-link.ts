import { rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { LATEST } from './run-paths.ts';

/** Points `<folder>/latest` at `target`, a path relative to the folder, in one step: a reader sees the old link or the new one. */
export async function linkLatest(folder: string, target: string, runId: string): Promise<void> {
  const temporary = path.join(folder, `.${LATEST}-${runId}`);
  await rm(temporary, { force: true });
  await symlink(target, temporary);
  try {
    await rename(temporary, path.join(folder, LATEST));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
