import { type FileHandle, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '@conductor/types';

const BALLAST = '.ballast';
const LARGE = Buffer.alloc(2 ** 20);

/** Fills a disk until no more than `keepBytes` are free. */
export async function fillDisk(path: string, keepBytes: number): Promise<void> {
  await using ballast = await open(join(path, BALLAST), 'a');
  const { bsize } = await statfs(path);
  const page = LARGE.subarray(0, bsize);
  for (;;) {
    const spare = (await freeBytes(path)) - keepBytes;
    // Whole pages: with less than one to go, nothing more fits beside what is to stay free.
    if (spare < bsize) return;
    if (!(await append(ballast, spare >= LARGE.length ? LARGE : page))) return;
  }
}

/** Gives back what `fillDisk` took. */
export async function freeDisk(path: string): Promise<void> {
  await rm(join(path, BALLAST), { force: true });
}

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/** Whether there was room: others write at the same time. */
async function append(file: FileHandle, bytes: Buffer): Promise<boolean> {
  try {
    await file.appendFile(bytes);
    return true;
  } catch (error) {
    if (isFull(error)) return false;
    throw error;
  }
}

/** Whether an error says that there is no room, neither for bytes nor for another file. */
export function isFull(error: unknown): boolean {
  return errnoOf(error) === 'ENOSPC';
}
