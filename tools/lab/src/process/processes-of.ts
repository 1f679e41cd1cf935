import { processIds } from './process-ids.ts';
import { isAlive, type ProcessStat, readProcessStat, readProcFile } from './process-stat.ts';

/*
 * The census: what a run left alive, by any of the traces that a process cannot or does not lose. It is written apart
 * from the player's own, so that an error there is found here.
 */

/** By what the processes of a run are known; any one is enough. */
export interface ProcessMark {
  /** An entry of the environment that the program was started with: `CONDUCTOR_RUN=20261123T231500Z-k3f9`. */
  readonly environment?: string;
  /** Whether this soft limit of file locks (RLIMIT_LOCKS) is one that the player sets. */
  readonly limitMark?: (limit: number) => boolean;
  /** A part of the path of its cgroup, in any hierarchy. */
  readonly cgroup?: string;
  /** A part of its command line, with blanks between the arguments. */
  readonly commandLine?: string;
}

/** A living process and the traces by which it was found. */
export interface FoundProcess extends ProcessStat {
  readonly commandLine: string;
  readonly foundBy: readonly (keyof ProcessMark)[];
}

/** Every living process that carries one of the marks, but this one. Zombies are dead. */
export function processesOf(mark: ProcessMark): FoundProcess[] {
  return processIds().flatMap((pid) => {
    const stat = pid === process.pid ? undefined : readProcessStat(pid);
    if (!isAlive(stat)) return [];
    const foundBy = tracesOf(pid, mark);
    return foundBy.length === 0 ? [] : [{ ...stat, commandLine: commandLineOf(pid), foundBy }];
  });
}

function tracesOf(pid: number, { environment, limitMark, cgroup, commandLine }: ProcessMark): (keyof ProcessMark)[] {
  const traces: (keyof ProcessMark)[] = [];
  if (environment !== undefined && readProcFile(pid, 'environ')?.split('\0').includes(environment)) {
    traces.push('environment');
  }
  const limit = limitMark === undefined ? undefined : fileLocksOf(pid);
  if (limit !== undefined && limitMark?.(limit)) traces.push('limitMark');
  if (cgroup !== undefined && readProcFile(pid, 'cgroup')?.includes(cgroup)) traces.push('cgroup');
  if (commandLine !== undefined && commandLineOf(pid).includes(commandLine)) traces.push('commandLine');
  return traces;
}

function commandLineOf(pid: number): string {
  return (readProcFile(pid, 'cmdline') ?? '').replaceAll('\0', ' ').trim();
}

/** The soft limit of file locks; `undefined` when there is none. */
function fileLocksOf(pid: number): number | undefined {
  const [, soft] = /^Max file locks +(\d+)/m.exec(readProcFile(pid, 'limits') ?? '') ?? [];
  return soft === undefined ? undefined : Number(soft);
}
