import type { Birth } from './birth.ts';

/** The processes of this host, as far as containment needs to know them. */
export interface ProcessTable {
  readonly name: 'proc' | 'ps';
  /**
   * All living processes, by a look that begins after this was called; what is dead and only not reaped yet is not alive. Without
   * those that are known to be older than these births, and not among `besides`, where this table can tell; default: without none.
   */
  list(births?: readonly (Birth | null)[], besides?: Iterable<number>): Promise<readonly ProcessRow[]>;
  /** How many processes this host has begun until now, or until a moment ago; `null` where that is not counted. */
  begun(): number | null;
  /** The mark that a process inherited as a resource limit; `null` where it has none or it cannot be read. */
  limitMark(pid: number): bigint | null;
  /** The mark that a process inherited in its environment; `null` where it has none or it cannot be read. */
  environmentMark(pid: number): string | null;
  /** What a variable was set to when a process began; `null` where it was not, or that cannot be read. */
  variable(pid: number, name: string): string | null;
  /**
   * The user who began a process, as the kernel keeps it: a program that runs with more rights than that user has does not
   * change it. `null` where it cannot be told.
   */
  realUserOf(pid: number): number | null;
  /** Whether a process ignores a signal; `false` where that cannot be told. */
  ignores(pid: number, signal: NodeJS.Signals): boolean;
  /** Whether one `start` of a process lies before another; `false` where that cannot be told. */
  isOlder(start: string, than: string): boolean;
  /** When the process with this number began, in units of this table; `null` when there is none. */
  startOf(pid: number): string | null;
  /** The command line of a process, for people. */
  commandOf(pid: number): string;
}

/** One living process. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** When it began, in units of its table; only compared. */
  readonly start: string;
}
