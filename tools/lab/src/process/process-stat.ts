import { readFileSync } from 'node:fs';

/** What the kernel tells of a process in /proc/PID/stat (proc_pid_stat(5)). */
export interface ProcessStat {
  readonly pid: number;
  /** The name of its program, at most 15 bytes. */
  readonly name: string;
  /** One letter: R runs, S sleeps, T is stopped, Z is dead and not yet collected by its parent. */
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** When it began, in ticks since the machine did: with the pid, the identity of a process. */
  readonly startTicks: number;
}

/** Looks one process up; `undefined` when there is none. */
export function readProcessStat(pid: number): ProcessStat | undefined {
  const text = readProcFile(pid, 'stat');
  // The name stands in parentheses and may contain parentheses and blanks itself.
  const [, name, rest] = text === undefined ? [] : (/^\d+ \(([\s\S]*)\) ([^)]*)$/.exec(text) ?? []);
  if (name === undefined || rest === undefined) return undefined;
  const [state = '', parent, group, session, ...others] = rest.split(' ');
  const [startTicks] = others.slice(15);
  return {
    pid,
    name,
    state,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    startTicks: Number(startTicks),
  };
}

/** Whether it still does anything: a zombie only waits for its parent. */
export function isAlive(stat: ProcessStat | undefined): stat is ProcessStat {
  return stat !== undefined && stat.state !== 'Z' && stat.state !== 'X';
}

/** One file of /proc/PID as bytes, one character each; `undefined` when the process is gone or may not be read. */
export function readProcFile(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    // It ended between the listing and this look, or belongs to somebody else: either way there is nothing to tell.
    return undefined;
  }
}
