import type { ContainmentLevel, Leftover } from '@conductor/types';
import type { Cell } from './cell.ts';
import type { MarkSequence } from './mark.ts';
import type { ProcessRow } from './process-table.ts';

/** The means by which all that a step started is found and ended, however far it went. */
export interface Containment extends AsyncDisposable {
  readonly level: ContainmentLevel;
  /** The marks that its cells get. */
  readonly marks: MarkSequence;
  /** The control group above those of all cells; empty where there is none. */
  readonly cgroupFolder: string;
  /** All control groups that it made on this host, and removes when it is disposed of. */
  readonly groups: readonly string[];
  /** Called when a command is about to be forked soon: what the kernel would let it wait for is waited for now. */
  expectStep(): void;
  /** A cell for a step that is about to be forked. */
  open(): Cell;
  /** Finds what lives of these cells by one look at the host; cells of which nothing lives are not in the answer. */
  look(cells: Iterable<Cell>): Promise<ReadonlyMap<Cell, readonly Trace[]>>;
  /** Sends SIGKILL once to all that lives of these cells; read back with `look`. */
  kill(cells: Iterable<Cell>): Promise<void>;
  /** A process for people: what is said of it when it would not die. */
  nameOf(trace: Trace): Leftover;
  /** Whether all that lives ignores a signal, and need not be waited for after it. `false` where that cannot be told. */
  ignores(trace: Trace, signal: NodeJS.Signals): boolean;
  /** When a process that was just forked began, as this containment compares it; `null` when that cannot be told. */
  startOf(pid: number): string | null;
  /** Gives up a cell whose command has ended, if it is empty for certain without a look at the host. */
  closeIfEmpty(cell: Cell): boolean;
}

/** A living process, and by what it was recognised. */
export interface Trace {
  readonly row: ProcessRow;
  readonly foundBy: FoundBy;
}

/** By what a process is known to come from a step, in the order in which it is asked. */
export type FoundBy = 'cgroup' | 'group' | 'session' | 'limit-mark' | 'environment-mark' | 'descendant';
