import { setTimeout as pause } from 'node:timers/promises';
import { takeLock } from '../storage/state-lock.ts';

/** What is done under the lock takes milliseconds. */
const LOOK_MS = 20;
const MOST_LOOKS = 250;

/** Does something that two processes must not do at once: a running player, and a command beside it. Rejects with a ConductorError `storage`. */
export async function withLock<Result>(path: string, work: () => Result): Promise<Result> {
  using _lock = await waitForLock(path);
  return work();
}

async function waitForLock(path: string): Promise<Disposable> {
  for (let look = 1; ; look += 1) {
    try {
      return takeLock(path, (pid) => `the list of callers is being written by the process with number ${pid}`);
    } catch (error) {
      if (look === MOST_LOOKS) throw error;
      await pause(LOOK_MS);
    }
  }
}
