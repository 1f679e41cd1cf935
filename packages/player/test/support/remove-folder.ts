import { rm } from 'node:fs/promises';

/**
 * Removes a folder that a killed player had. Its guardian ends a moment after it and may write meanwhile, which
 * makes a folder "not empty" while it is removed: that is tried again, for 4 s at most.
 */
export function removeFolder(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
}
