import { setTimeout as pause } from 'node:timers/promises';
import { ConductorError } from '@conductor/types';
import { tryLock } from '../storage/state-lock.ts';

/** What is done under the lock takes milliseconds. */
const LOOK_MS = 20;
const MOST_LOOKS = 250;

/** Does something that two processes must not do at once: a running player, and a command beside it. Rejects with a ConductorError `storage`. */
export async function withLock<Result>(path: string, work: () => Result): Promise<Result> {
  using _lock = await waitForLock(path);
  return work();
}

/** Only a lock that somebody has is waited for: what the file system refuses, it refuses the next time. */
async function waitForLock(path: string): Promise<Disposable> {
  for (let look = 1; ; look += 1) {
    const end = tryLock(path);
    if (end.kind === 'taken') return end.lock;
    if (look === MOST_LOOKS) {
      throw new ConductorError(
        'storage',
        `the list of callers is being written by the process with number ${end.pid} (${path})`,
      );
    }
    await pause(LOOK_MS);
  }
}
