import { errnoOf } from './errno-of.ts';

/** The largest number of a process anywhere: `pid_t` has 31 bits. */
const MOST = 2 ** 31 - 1;

/** Whether this host has a process of that number, also one that has ended and that nobody has collected. */
export function isProcessThere(pid: number): boolean {
  // Of a damaged file: nothing can be asked of such a number, and nobody has it.
  if (pid > MOST) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return errnoOf(error) !== 'ESRCH';
  }
}
