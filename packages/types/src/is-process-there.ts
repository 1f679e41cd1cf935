import { errnoOf } from './errno-of.ts';

/** Whether this host has a process of that number, also one that has ended and that nobody has collected. */
export function isProcessThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return errnoOf(error) !== 'ESRCH';
  }
}
