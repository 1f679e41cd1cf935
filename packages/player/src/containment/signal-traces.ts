import type { Trace } from './containment.ts';
import type { ProcessTable } from './process-table.ts';

/** Signals each process, unless its number belongs to another by now. */
export function signalTraces(
  table: Pick<ProcessTable, 'startOf'>,
  traces: Iterable<Trace>,
  signal: NodeJS.Signals,
): void {
  for (const { row } of traces) {
    if (table.startOf(row.pid) === row.start) signalProcess(row.pid, signal);
  }
}

/** Signals one process, or with a negative number a group. What is gone or not ours is seen when it is read back. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
