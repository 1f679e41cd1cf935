import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errnoOf } from '@conductor/types';
import { execa } from 'execa';
import type { TestContext } from 'vitest';

/** A disk in memory. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  /** Takes the rest of its room, to the last byte; resolves with the file that holds it. */
  fill(): Promise<string>;
}

/** Mounts a disk with these options of tmpfs(5); skips the test where this user or this host cannot. */
export async function smallDisk(context: Pick<TestContext, 'skip'>, options: string): Promise<SmallDisk> {
  const path = await mkdtemp(join(tmpdir(), 'conductor-disk-'));
  const mounted = await execa('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { reject: false });
  if (mounted.exitCode !== 0) {
    await rm(path, { recursive: true });
    return context.skip('mounting a disk needs root');
  }
  return {
    path,
    async fill() {
      const filler = join(path, 'filler');
      await using file = await open(filler, 'w');
      const write = async () => (await file.write(Buffer.alloc(4096))).bytesWritten > 0;
      while (await write().catch(isFull));
      return filler;
    },
    async [Symbol.asyncDispose]() {
      await execa('umount', ['-l', path]);
      await rm(path, { recursive: true });
    },
  };
}

function isFull(error: unknown): false {
  if (errnoOf(error) !== 'ENOSPC') throw error;
  return false;
}
