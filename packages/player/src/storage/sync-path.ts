import { open } from 'node:fs/promises';

/** Waits until what is there is on the disk: of a folder, its names. Rejects with what the file system says. */
export async function syncPath(path: string): Promise<void> {
  await using file = await open(path, 'r');
  await file.sync();
}
