import { readFileSync } from 'node:fs';
import { isProcessThere } from '@conductor/types';

/** A process of this host, told apart from a later one that got its number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, in ticks since a boot; `null` where the system does not tell. */
  readonly start: string | null;
}

/** The mark of this process. */
export function processMark(): ProcessMark {
  return { pid: process.pid, start: startOf('/proc', process.pid) };
}

/**
 * Whether the process of a mark still runs. One that cannot be looked at says nothing, and counts as running. `proc` is where /proc
 * is mounted.
 */
export function isAlive({ pid, start }: ProcessMark, proc = '/proc'): boolean {
  if (!isProcessThere(pid)) return false;
  const now = startOf(proc, pid);
  // Without an answer it may have ended since.
  if (now === null) return isProcessThere(pid);
  return start === null || now === start;
}

function startOf(proc: string, pid: number): string | null {
  const stat = textOrNull(`${proc}/${pid}/stat`);
  const boot = textOrNull(`${proc}/sys/kernel/random/boot_id`);
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
