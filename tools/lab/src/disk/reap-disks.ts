import { readFileSync, rmdirSync } from 'node:fs';
import { basename } from 'node:path';
import { execa } from 'execa';
import { isAbandoned } from '../owned-name.ts';

/** Out of the tree at once, also when a process still works in it; its memory is freed with the last of those. */
export async function unmount(path: string): Promise<void> {
  await execa('umount', ['--lazy', path]);
  rmdirSync(path);
}

/** Unmounts the disks of those whose process died without clearing up. */
export async function reapDisks(): Promise<void> {
  for (const path of mountPoints().filter((place) => isAbandoned(basename(place)))) {
    try {
      await unmount(path);
    } catch (error) {
      // Somebody else may have cleared it a moment ago.
      if (mountPoints().includes(path)) throw error;
    }
  }
}

/** Where something is mounted (proc_pid_mountinfo(5)). */
function mountPoints(): string[] {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  return mounts.map((line) => line.split(' ')[4] ?? '');
}
