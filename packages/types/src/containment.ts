/**
 * By what means a player can end everything that a step started, best first.
 * `cgroup`: cgroup v2 and `cgroup.kill`. `reaper`: FreeBSD's timeout(1). `sweep`: an inherited limit mark, an
 * environment mark, process group, session and descendants, read from the process table.
 */
export type ContainmentLevel = 'cgroup' | 'reaper' | 'sweep';

/** A process that a step left behind and that could not be ended, or was found by the read-back. */
export interface Leftover {
  readonly pid: number;
  /** Its command line, as the process table shows it, at most 200 bytes. */
  readonly command: string;
  /** By which trace it was recognised, for example `limit-mark` or `session`. */
  readonly foundBy: string;
}
