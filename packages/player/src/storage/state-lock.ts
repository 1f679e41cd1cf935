import { rmSync, writeFileSync } from 'node:fs';
import { ConductorError } from '@conductor/types';
import { claimLock, returnLock } from './claim-lock.ts';
import { lockFiles } from './lock-files.ts';
import { ownText } from './lock-holder.ts';

/** How it went with a lock that was wanted. */
export type LockEnd =
  | { readonly kind: 'taken'; readonly lock: Disposable }
  /** The process that has it. */
  | { readonly kind: 'held'; readonly pid: number };

/**
 * Takes a lock file, if no living process has it; that of a process that is dead is taken over. Disposing the lock gives it back. Throws a
 * ConductorError `storage` where the lock can be neither taken nor read.
 */
export function tryLock(path: string): LockEnd {
  const own = ownText();
  const draft = `${path}.${process.pid}`;
  writeDraft(draft, own);
  const lock = { [Symbol.dispose]: () => returnLock(path, own, lockFiles) };
  try {
    const pid = claimLock({ path, draft }, lockFiles);
    return pid === null ? { kind: 'taken', lock } : { kind: 'held', pid };
  } finally {
    removeDraft(draft);
  }
}

/** As `tryLock`; where another process has it, throws a ConductorError `storage` that names it. */
export function takeLock(path: string): Disposable {
  const end = tryLock(path);
  if (end.kind === 'taken') return end.lock;
  throw new ConductorError(
    'storage',
    `the state folder is in use by the player with process number ${end.pid}; end that player, or name another folder with --state-dir; if ${end.pid} is no player, remove ${path}`,
  );
}

/** The process that holds a lock and is alive; `null` where there is none. Throws a ConductorError `storage` where that cannot be told. */
export function livingHolder(path: string): number | null {
  const text = lockFiles.read(path);
  return text === null ? null : lockFiles.livingPid(text);
}

/** A draft that stays harms nobody, and the next process of this number removes it: no reason to end one that has the lock. */
function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // As said.
  }
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
