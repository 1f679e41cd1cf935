import { randomUUID } from 'node:crypto';
import { isProcessThere } from '@conductor/types';
import { readPlainFile } from './read-plain-file.ts';

/** Who holds a lock: a process, told apart from a later one that got its number. */
export interface LockHolder {
  readonly pid: number;
  /** When it began, as `BOOT/TICKS`; `null` where the system does not tell. */
  readonly start: string | null;
}

/** What this process writes into a lock that it takes: each time another text, so that no lock ever reads as one before it did. */
export function ownText(): string {
  return JSON.stringify({ pid: process.pid, start: ownStart(), once: randomUUID() });
}

/** The process that a lock names and that lives; `null` where it is dead, or the text names none: a crash of the machine can leave an empty one. */
export function livingPid(text: string): number | null {
  const holder = parseHolder(text);
  return holder !== null && isAlive(holder) ? holder.pid : null;
}

/**
 * Whether the process of a lock lives. It is dead where there is none of its number, or one that has ended and is not reaped yet, or one
 * that began at another time. What cannot be looked at says nothing, and then it counts as alive. `proc` is where /proc is mounted.
 */
export function isAlive({ pid, start }: LockHolder, proc = '/proc'): boolean {
  if (!isProcessThere(pid)) return false;
  const now = statOf(proc, pid);
  // It may have ended since.
  if (now === null) return isProcessThere(pid);
  if (now.state === 'Z' || now.state === 'X') return false;
  if (start === null) return true;
  const [boot, ticks] = start.split('/');
  if (now.ticks !== ticks) return false;
  const bootNow = bootOf(proc);
  return bootNow === null || bootNow === boot;
}

function parseHolder(text: string): LockHolder | null {
  try {
    const { pid, start } = JSON.parse(text);
    return Number.isInteger(pid) && pid > 0 ? { pid, start: typeof start === 'string' ? start : null } : null;
  } catch {
    return null;
  }
}

function ownStart(): string | null {
  const now = statOf('/proc', process.pid);
  const boot = bootOf('/proc');
  return now === null || boot === null ? null : `${boot}/${now.ticks}`;
}

function bootOf(proc: string): string | null {
  return textOrUnknown(`${proc}/sys/kernel/random/boot_id`)?.trim() ?? null;
}

interface Stat {
  readonly state: string | undefined;
  /** Since boot. */
  readonly ticks: string;
}

/** proc(5): the 3rd and the 22nd field; the 2nd is a name in parentheses, which may hold blanks and parentheses. */
function statOf(proc: string, pid: number): Stat | null {
  const text = textOrUnknown(`${proc}/${pid}/stat`);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? [];
  const ticks = fields[22 - 3];
  return ticks === undefined ? null : { state: fields[0], ticks };
}

/** `null`: there is none, or it cannot be read. Whoever asks takes neither for an answer. */
function textOrUnknown(path: string): string | null {
  try {
    return readPlainFile(path)?.toString() ?? null;
  } catch {
    return null;
  }
}
