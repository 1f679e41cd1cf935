import { errnoOf } from '@conductor/types';
import type { Trace } from './containment.ts';
import type { ProcessRow, ProcessTable } from './process-table.ts';

type Starts = Pick<ProcessTable, 'startOf'>;

/** Signals each process, unless its number belongs to another by now. */
export function signalTraces(table: Starts, traces: Iterable<Trace>, signal: NodeJS.Signals): void {
  for (const { row } of traces) signalRow(table, row, signal);
}

/** Signals a process that was listed, unless its number belongs to another by now. */
export function signalRow(table: Starts, { pid, start }: ProcessRow, signal: NodeJS.Signals): void {
  if (table.startOf(pid) === start) signalProcess(pid, signal);
}

/** Signals one process, or with a negative number a group. What is gone or not ours is seen when it is read back. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const code = errnoOf(error);
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
