import { rmSync } from 'node:fs';

/**
 * Removes a folder with everything in it, if it is there. A guardian whose player was killed ends a moment later and may
 * write meanwhile, which makes a folder "not empty" while it is removed: that is tried again, for 4 s at most.
 */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
}
