import { PassThrough } from 'node:stream';
import { execa } from 'execa';
import type { LabHost, LabRouter } from '../network/lab-host.ts';
import { type Command, commandIn } from '../network/namespace.ts';
import { type Lines, linesOf } from './lines-of.ts';

/** Where and how a program is started. */
export interface ProgramOptions {
  /** A host of a lab; `null` is this machine's own network. */
  readonly on: LabHost | LabRouter | null;
  readonly cwd: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface ProgramEnd {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** When that was, by `performance.now()`. */
  readonly atMs: number;
}

/** A program that runs. Disposing it kills it, and waits until it is dead. */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** Both its outputs, in the order in which they came. */
  readonly lines: Lines;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<ProgramEnd>;
}

/** Starts a program in a session of its own, so that a signal for one is for no other. */
export function startProgram(command: Command, { on, cwd, env = {} }: ProgramOptions): Program {
  const [file, ...args] = on === null ? command : commandIn(on.namespace, command);
  const running = execa(file, args, { cwd, env, stdin: 'ignore', reject: false, detached: true, all: true });
  const both = new PassThrough();
  const lines = linesOf(both);
  running.all.pipe(both);
  const { pid } = running;
  if (pid === undefined) throw new Error(`${file} could not be started`);
  const ended = running.then(({ exitCode = null, signal = null, stdout, stderr }) => {
    return { exitCode, signal, stdout, stderr, atMs: performance.now() };
  });
  return {
    pid,
    lines,
    kill: (signal) => void running.kill(signal),
    ended,
    [Symbol.asyncDispose]: async () => {
      running.kill('SIGKILL');
      await ended;
    },
  };
}
