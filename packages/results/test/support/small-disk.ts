import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';

/** A disk of so many KiB, that can grow. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  grow(kibibytes: number): Promise<void>;
}

/** Mounts a small disk in memory; `null` where this user or this system cannot. */
export async function smallDisk(kibibytes: number): Promise<SmallDisk | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'conductor-disk-'));
  const size = (amount: number) => `size=${amount}k`;
  const mounted = await execa('mount', ['-t', 'tmpfs', '-o', size(kibibytes), 'tmpfs', folder], { reject: false });
  if (mounted.exitCode !== 0) {
    await rm(folder, { recursive: true });
    return null;
  }
  return {
    path: folder,
    grow: async (amount) => void (await execa('mount', ['-o', `remount,${size(amount)}`, folder])),
    async [Symbol.asyncDispose]() {
      await execa('umount', ['-l', folder]);
      await rm(folder, { recursive: true });
    },
  };
}
