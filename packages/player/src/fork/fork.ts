import type { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** A process that was forked. Emits `spawn`, `error` and `exit` as a ChildProcess does. */
export interface Forked extends EventEmitter {
  /** Known when it has spawned. */
  readonly pid?: number | undefined;
  /** This end of what is a pipe, by descriptor. */
  readonly stdio: readonly (Readable | Writable | null | undefined)[];
  kill(signal: NodeJS.Signals): boolean;
  unref(): void;
}

/** What a process is forked with; each word as in `spawn` of Node.js. */
export interface ForkOptions {
  /** A number is an open descriptor of this process, of which the process gets its own: closed by the caller when it has spawned, or cannot. */
  readonly stdio: readonly ('ignore' | 'pipe' | number)[];
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Forks a process that leads a session of its own: `forkHere`, or that of a forker. Throws, or the process emits `error`, when that
 * cannot be done.
 */
export type Fork = (file: string, args: readonly string[], options: ForkOptions) => Forked;
