import { rmSync } from 'node:fs';

/** Fills a folder that was just made. Throws what that throws, and then the folder is gone again, as far as it lets itself be removed. */
export function orRemoved<T>(folder: string, fill: () => T): T {
  try {
    return fill();
  } catch (error) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Why it could not be filled is the reason that counts; what stays is no trial, and goes when the player begins anew.
    }
    throw error;
  }
}
