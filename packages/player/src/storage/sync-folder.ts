import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes the names in a folder outlive a power cut. Throws what the file system says. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
