import { join } from 'node:path';
import { execa } from 'execa';
import { temporaryFolder } from './temporary-folder.ts';

const PROGRAM = join(import.meta.dirname, '../fixtures/player.ts');

/** Runs the program `player` to its end, by default as the user who runs the tests. */
export function runPlayer(args: readonly string[], env: Readonly<Record<string, string>> = {}, user?: number) {
  return execa(process.execPath, ['--conditions=@conductor/source', PROGRAM, ...args], {
    reject: false,
    stdin: 'ignore',
    env,
    timeout: 90_000,
    ...(user === undefined ? {} : { uid: user, gid: user, cwd: '/' }),
  });
}

/** A player in a process of its own, with a state folder of its own. */
export interface PlayerProcess extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  readonly stateFolder: string;
  /** The line that said that it listens. */
  readonly line: string;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when it has said something with such words to its operator. */
  said(words: string): Promise<void>;
  /** Nobody reads what it says any more. */
  closeOutputs(): void;
  /** How it ended. */
  readonly ended: Promise<{ exitCode?: number | undefined; signal?: string | undefined; stderr: string }>;
}

/** Starts the program `player` on a free port, and resolves when it listens. */
export async function startPlayerProcess(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  program = PROGRAM,
): Promise<PlayerProcess> {
  const folder = await temporaryFolder();
  const stateFolder = join(folder.path, 'state');
  const child = execa(
    process.execPath,
    ['--conditions=@conductor/source', program, '-b', '127.0.0.1', '-p', '0', '--state-dir', stateFolder, ...args],
    { reject: false, stdin: 'ignore', cwd: folder.path, env },
  );
  const ended = child.then(({ exitCode, signal, stderr }) => ({ exitCode, signal, stderr }));
  const line = await Promise.race([
    lineOf(child.stdout),
    ended.then(({ stderr }) => Promise.reject(new Error(`the player did not start: ${stderr}`))),
  ]);
  const port = Number(/:(\d+) /.exec(line)?.[1]);
  return {
    port,
    pid: child.pid ?? 0,
    stateFolder,
    line,
    ended,
    kill: (signal) => void child.kill(signal),
    said: (words) => saidOn(child.stderr, words),
    closeOutputs() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** It is asked for before it is said: what was said earlier is not looked through. */
async function saidOn(stream: NodeJS.ReadableStream, words: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let text = '';
  stream.on('data', (data) => {
    text += String(data);
    if (text.includes(words)) resolve();
  });
  await promise;
}

async function lineOf(stream: NodeJS.ReadableStream): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let text = '';
  stream.on('data', (data) => {
    text += String(data);
    if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
  });
  return promise;
}
