import { readFileSync } from 'node:fs';
import { errnoOf } from '@conductor/types';

/** A process of this host, told apart from a later one that got its number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, in ticks since a boot; `null` where the system does not tell. */
  readonly start: string | null;
}

/** The mark of this process. */
export function processMark(): ProcessMark {
  return { pid: process.pid, start: startOf(process.pid) };
}

/** Whether the process of a mark still runs. */
export function isAlive({ pid, start }: ProcessMark): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    if (errnoOf(error) === 'ESRCH') return false;
  }
  return start === null || startOf(pid) === start;
}

function startOf(pid: number): string | null {
  const stat = textOrNull(`/proc/${pid}/stat`);
  const boot = textOrNull('/proc/sys/kernel/random/boot_id');
  if (stat === null || boot === null) return null;
  // proc(5): the 22nd field; the second is a name in parentheses, which may hold blanks and parentheses.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3];
  return `${boot.trim()}/${ticks}`;
}

function textOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
