import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { ConductorError, type Exit, errnoOf, systemReason } from '@conductor/types';
import type { Cell } from '../containment/cell.ts';
import { exitOf } from '../fork/exit-of.ts';
import type { Fork, Forked } from '../fork/fork.ts';
import { forkHere } from '../fork/fork-here.ts';
import { outputMode } from '../spool/output-file.ts';
import { GATE_SCRIPT, GATE_VARIABLE, GO, HELD } from './gate-script.ts';

/** What to hold, and what it gets when it is let go. */
export interface GateOptions {
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Open descriptors for its two outputs; closed by the caller afterwards. */
  readonly outputs: readonly [out: number | 'ignore', err: number | 'ignore'];
  readonly cell: Pick<Cell, 'mark' | 'cgroupFolder' | 'pidsFolder'>;
  /** Base of the names of two pipes that `cat` copies from; `null` lets the command write itself. */
  readonly pipeBase: string | null;
  /** Marks are set as a limit of file locks, which only Linux ignores. */
  readonly withLimitMark: boolean;
  /** Words that make the command another user's. Default: it is the player's. */
  readonly become?: readonly string[];
  /** Default: the player's own. */
  readonly folder?: string | undefined;
  /** An open descriptor that the command reads; closed by the caller afterwards. Default: nothing. */
  readonly input?: number | undefined;
  /** Default: `/bin/sh`. */
  readonly shell?: string;
  /** Default: this process forks it. */
  readonly fork?: Fork | undefined;
}

/** A command that is forked and held. */
export interface Gate {
  /** Leader of a session and a process group of its own. */
  readonly pid: number;
  /** Lets the command run: one write. */
  open(): void;
  /** Ends it; a command that was not let run never does. */
  drop(): void;
  /** How the command ended; never rejects. */
  readonly exited: Promise<Exit>;
  /** Resolves when no `cat` holds the outputs any more; at once where none does. */
  readonly drained: Promise<void>;
}

/** Forks a command and holds it. Rejects with a ConductorError `storage` and the reason when that cannot be done. */
export async function forkGate(options: GateOptions): Promise<Gate> {
  const child = forkShell(options);
  const failed = Promise.withResolvers<never>();
  child.once('error', failed.reject);
  const exited = exitOf(child);
  const gate = child.stdio[3] as Writable & Readable;
  // The other end is closed when the command runs, and breaks when it is killed: its exit tells both.
  gate.on('error', () => undefined);
  const first = await Promise.race([once(gate, 'data'), exited, failed.promise]).catch(unforkable);
  if (!Array.isArray(first))
    throw new ConductorError('storage', `the shell ended before it held its command (${HELD})`);
  // Nothing more is said, but the end must be read to be seen.
  gate.resume();
  return {
    pid: child.pid ?? 0,
    open: () => void gate.write(GO),
    drop: () => void gate.destroy(),
    exited,
    drained: drainedOf(child),
  };
}

function forkShell(options: GateOptions): Forked {
  const {
    command,
    environment,
    outputs,
    cell,
    pipeBase,
    withLimitMark,
    folder,
    input,
    become = [],
    shell = '/bin/sh',
    fork = forkHere,
  } = options;
  const places = [cell.cgroupFolder, withLimitMark ? String(cell.mark) : '', pipeBase ?? '', cell.pidsFolder];
  const mode = outputMode(become).toString(8);
  try {
    return fork(shell, ['-c', GATE_SCRIPT, shell, ...places, mode, ...become], {
      stdio: [input ?? 'ignore', ...outputs, 'pipe', ...(pipeBase === null ? [] : (['pipe'] as const))],
      env: { ...environment, [GATE_VARIABLE]: command },
      cwd: folder,
    });
  } catch (error) {
    return unforkable(error);
  }
}

function unforkable(error: unknown): never {
  const reason = REASONS[errnoOf(error) ?? ''] ?? systemReason(error);
  throw new ConductorError('storage', `the shell cannot be forked: ${reason}`, { cause: error });
}

/** What the codes of a failed fork mean for whoever wrote the command. */
const REASONS: Readonly<Record<string, string>> = {
  E2BIG: 'the command is too long; put it into a file and run that',
  ERR_INVALID_ARG_VALUE: 'the command has a NUL character in it, which no command line can carry',
  ENOENT: 'the folder that the player was started in is gone; start the player again in one that exists',
  EAGAIN: 'this host allows no more processes',
  ENOMEM: 'this host has no memory left',
  EMFILE: 'the player has too many files open',
};

function drainedOf(child: Forked): Promise<void> {
  const copying = child.stdio[4];
  if (!copying) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  copying.once('close', () => resolve());
  copying.on('error', () => undefined);
  if ('resume' in copying) copying.resume();
  return promise;
}
