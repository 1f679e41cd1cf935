import { createHash, randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { ConductorError, elapsedMs, errnoOf, systemClock } from '@conductor/types';
import { pause } from '../storage/pause.ts';
import { isAlive, type ProcessMark, processMark } from '../storage/process-mark.ts';
import { storageError } from '../storage/storage-error.ts';
import { writerName } from '../storage/writer-name.ts';
import { LOCK_FILE } from './run-paths.ts';

/** Between two looks at a lock that somebody holds, in milliseconds. */
const LOOK_AGAIN_MS = 50;

/** Who writes a run directory. */
interface LockHolder extends ProcessMark {
  /** `user@host (pid 4711)`. */
  readonly who: string;
  readonly host: string;
  readonly since: string;
}

/** The right to write a run directory. Disposing it gives it back. */
export type RunLock = AsyncDisposable;

/**
 * Takes the lock of a run directory: one program writes it at a time. The lock of a process that is dead is taken over; for one
 * that lives it waits at most so many milliseconds, then throws a ConductorError of code `busy` that names it.
 */
export async function takeRunLock(folder: string, waitMs: number, signal: AbortSignal): Promise<RunLock> {
  const file = path.join(folder, LOCK_FILE);
  const own = JSON.stringify({
    who: writerName(),
    host: hostname(),
    since: new Date().toISOString(),
    ...processMark(),
  });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${own}\n`, { flag: 'wx' });
    await placeLock(draft, file, waitMs, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw storageError('lock', folder, error);
  } finally {
    await rm(draft, { force: true });
  }
  return { [Symbol.asyncDispose]: () => giveBack(file, own) };
}

async function placeLock(draft: string, file: string, waitMs: number, signal: AbortSignal): Promise<void> {
  const startNs = systemClock.monotonicNs();
  while (!(await linked(draft, file))) {
    const text = await textOf(file);
    if (text === null) continue;
    const holder = livingHolder(text);
    if (holder === null) {
      if (await takeOver(draft, file, text)) return;
    } else if (elapsedMs(startNs, systemClock.monotonicNs()) >= waitMs) {
      throw lockedError(file, holder);
    }
    await pause(LOOK_AGAIN_MS, signal);
  }
}

/** A link is made whole or not at all, and never over another. */
async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Puts our lock in the place of a dead one. Who may do so is who first leaves a heir mark for exactly that lock; when that
 * process died too, before it had done so, who first leaves one for its mark. With the mark left, nobody else changes the
 * lock, so that it is looked at once more and replaced without a gap.
 */
async function takeOver(draft: string, file: string, text: string): Promise<boolean> {
  const marks: string[] = [];
  for (let dead = { of: file, text }; ; ) {
    const mark = markOf(file, dead.of, dead.text);
    marks.push(mark);
    if (await linked(draft, mark)) break;
    const found = await textOf(mark);
    if (found === null || livingHolder(found) !== null) return false;
    dead = { of: mark, text: found };
  }
  const isOurs = (await textOf(file)) === text;
  if (isOurs) await rename(draft, file);
  for (const mark of marks) await rm(mark, { force: true });
  return isOurs;
}

/** The name of the mark of who takes over from the dead process that wrote this text into this file, the lock or a mark. Both are in it: after a crash of the machine a lock and a mark can both be empty, and are two all the same. */
export function markOf(lock: string, file: string, text: string): string {
  const digest = createHash('sha256')
    .update(`${path.basename(file)}\n${text}`)
    .digest('hex');
  return `${lock}.${digest.slice(0, 16)}`;
}

async function giveBack(file: string, own: string): Promise<void> {
  if ((await textOf(file))?.trimEnd() === own) await rm(file, { force: true });
}

/** Whose a lock is; `null` when that process is dead. One of another host cannot be looked at, and counts as alive. */
function livingHolder(text: string): LockHolder | null {
  const holder = readHolder(text);
  return holder !== null && (holder.host !== hostname() || isAlive(holder)) ? holder : null;
}

function lockedError(file: string, { who, host, since }: LockHolder): ConductorError {
  const folder = path.dirname(file);
  const move = host === hostname() ? 'wait for its end, or end it' : `if that process is gone, remove ${file}`;
  return new ConductorError('busy', `${folder} is being written by ${who}, since ${since}; ${move}`);
}

/** `null` for a text that is no lock of ours: a crash of the machine can leave an empty one. */
function readHolder(text: string): LockHolder | null {
  try {
    const { who, host, since, pid, start } = JSON.parse(text);
    if (![who, host, since].every((part) => typeof part === 'string') || !Number.isInteger(pid)) return null;
    return { who, host, since, pid, start: typeof start === 'string' ? start : null };
  } catch {
    return null;
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
