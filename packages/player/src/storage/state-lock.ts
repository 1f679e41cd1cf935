import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { ConductorError, errnoOf } from '@conductor/types';
import { readPlainFile } from './read-plain-file.ts';

/** Who holds a lock: a process, told apart from a later one that got its number. */
interface LockHolder {
  readonly pid: number;
  readonly start: string | null;
}

/**
 * Takes a lock file, or throws a ConductorError `storage` naming the process that holds it, in the words of `held`. The
 * lock of a process that is dead is taken over. Disposing it gives it back.
 */
export function takeLock(path: string, held: (pid: number) => string = heldByPlayer): Disposable {
  const own = JSON.stringify({ pid: process.pid, start: startOf(process.pid) } satisfies LockHolder);
  const draft = `${path}.${process.pid}`;
  writeDraft(draft, own);
  try {
    while (!linked(draft, path)) removeStale(path, held);
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    [Symbol.dispose]() {
      if (readOrNull(path) === own) rmSync(path, { force: true });
    },
  };
}

/** The process that holds a lock and is alive; `null` where there is none. */
export function livingHolder(path: string): number | null {
  const holder = parseHolder(readOrNull(path) ?? '');
  return holder && isAlive(holder) ? holder.pid : null;
}

/** Whatever stands there, which may be of a dead process of this number, is not written through. Throws a ConductorError `storage`. */
function writeDraft(draft: string, text: string): void {
  try {
    rmSync(draft, { force: true });
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw ConductorError.from(error, 'storage', `the lock cannot be written to ${draft}`);
  }
}

/** A link is made whole or not at all, and never over another. */
function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function heldByPlayer(pid: number): string {
  return `the state folder is in use by the player with process number ${pid}; end that player, or name another folder with --state-dir`;
}

function removeStale(path: string, held: (pid: number) => string): void {
  const text = lockText(path);
  if (text === null) return;
  const holder = parseHolder(text);
  if (holder && isAlive(holder)) throw new ConductorError('storage', `${held(holder.pid)} (${path})`);
  // Moved first: what is then looked at is looked at by nobody else.
  const moved = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, moved);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw ConductorError.from(
      error,
      'storage',
      `the lock ${path} of a process that is dead cannot be moved to ${moved}`,
    );
  }
  const isStale = readOrNull(moved) === text;
  if (!isStale) linked(moved, path);
  rmSync(moved, { force: true });
}

function isAlive({ pid, start }: LockHolder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errnoOf(error) === 'ESRCH') return false;
  }
  return start === null || startOf(pid) === start;
}

function parseHolder(text: string): LockHolder | null {
  try {
    const { pid, start } = JSON.parse(text);
    return Number.isInteger(pid) && pid > 0 ? { pid, start: typeof start === 'string' ? start : null } : null;
  } catch {
    return null;
  }
}

/**
 * When a living process began, in ticks since boot, with the boot that they are counted from; `null` where /proc does not
 * tell. What is dead and only not reaped yet holds nothing.
 */
function startOf(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  const boot = readOrNull('/proc/sys/kernel/random/boot_id');
  if (stat === null || boot === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  if (state === 'Z' || state === 'X') return null;
  const ticks = fields[22 - 3];
  return `${boot.trim()}/${ticks}`;
}

/** `null`: there is none any more. What cannot be read stays in the way, however often it is looked at. */
function lockText(path: string): string | null {
  try {
    return readPlainFile(path)?.toString() ?? null;
  } catch (error) {
    throw ConductorError.from(error, 'storage', `the lock ${path} cannot be read`);
  }
}

function readOrNull(path: string): string | null {
  try {
    return readPlainFile(path)?.toString() ?? null;
  } catch {
    return null;
  }
}
