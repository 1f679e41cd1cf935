import { open } from 'node:fs/promises';

/**
 * Writes a file that is not there yet, for this user alone, and waits until it is on the disk; its name is when its folder is
 * synced. Rejects with what the file system says.
 */
export async function writeNewFile(path: string, content: string): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(content);
  await file.sync();
}
