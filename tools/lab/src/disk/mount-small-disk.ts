import { mkdirSync, rmdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { ownedName } from '../owned-name.ts';
import { exhaustInodes, freeInodes } from './exhaust-inodes.ts';
import { fillDisk, freeDisk } from './fill-disk.ts';
import { reapDisks, unmount } from './reap-disks.ts';

/** How small a disk is. */
export interface SmallDiskOptions {
  /** In bytes, rounded up to whole pages by the kernel. */
  readonly sizeBytes: number;
  /** Files and folders it has room for; default: no limit of its own. */
  readonly inodes?: number;
}

/** A disk in memory that fills, runs out of inodes and turns read-only on demand. Disposing it unmounts it. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  /** Fills it until no more than `keepBytes` (default 0) are free. */
  fill(keepBytes?: number): Promise<void>;
  /** Undoes `fill`. */
  free(): Promise<void>;
  /** Makes files until there is no inode for another. */
  exhaustInodes(): Promise<void>;
  /** Undoes `exhaustInodes`. */
  freeInodes(): Promise<void>;
  /** Refuses every write from now on, as the kernel does after a disk error. Throws while somebody holds a file open for writing. */
  makeReadOnly(): Promise<void>;
  makeWritable(): Promise<void>;
  freeBytes(): Promise<number>;
}

/** Mounts a tmpfs of a given size, after it has unmounted those that nobody owns any more. */
export async function mountSmallDisk({ sizeBytes, inodes }: SmallDiskOptions): Promise<SmallDisk> {
  await reapDisks();
  const path = join(tmpdir(), `${ownedName()}-disk`);
  mkdirSync(path, { mode: 0o700 });
  const limits = [`size=${sizeBytes}`, 'mode=0700', ...(inodes === undefined ? [] : [`nr_inodes=${inodes}`])];
  try {
    await execa('mount', ['-t', 'tmpfs', '-o', limits.join(','), 'conductor-lab', path]);
  } catch (error) {
    rmdirSync(path);
    throw error;
  }
  return {
    path,
    fill: (keepBytes = 0) => fillDisk(path, keepBytes),
    free: () => freeDisk(path),
    exhaustInodes: () => exhaustInodes(path),
    freeInodes: () => freeInodes(path),
    makeReadOnly: () => remount(path, 'ro'),
    makeWritable: () => remount(path, 'rw'),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    },
    [Symbol.asyncDispose]: () => unmount(path),
  };
}

async function remount(path: string, mode: 'ro' | 'rw'): Promise<void> {
  await execa('mount', ['-o', `remount,${mode}`, path]);
}
