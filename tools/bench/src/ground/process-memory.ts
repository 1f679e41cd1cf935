import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Program, peakMemory } from '@conductor/lab';

const MB = 1_000_000;
const LOOK_MS = 20;

/** What a process has resident now, in MB (VmRSS of proc_pid_status(5)). Throws when it is gone. */
export function residentMb(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / MB;
}

/** The most that a process has had resident so far, in MB. */
export function peakMb(pid: number): number {
  return peakMemory(pid) / MB;
}

/** The most that a program ever had resident, in MB: looked at until it has ended, since nobody can be asked afterwards. */
export async function peakUntilEnd({ pid, ended }: Pick<Program, 'pid' | 'ended'>): Promise<number> {
  let most = 0;
  let isOver = false;
  const over = ended.then(() => {
    isOver = true;
  });
  while (!isOver) {
    most = Math.max(most, peakMb(pid));
    await Promise.race([over, sleep(LOOK_MS)]);
  }
  return most;
}
