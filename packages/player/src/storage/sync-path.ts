import { closeSync, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const synced = promisify(fsync);

/**
 * Waits until what is there is on the disk: of a folder, its names. Rejects with what the file system says. Only the disk is
 * waited for in another thread: the way there and back takes longer than opening what is there.
 */
export async function syncPath(path: string): Promise<void> {
  const descriptor = openSync(path, 'r');
  try {
    await synced(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
