import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BENCH_VARIABLE,
  type Command,
  isAlive,
  killAll,
  type LabHost,
  type Program,
  processesOf,
  readProcessStat,
  removeFolder,
  startProgram,
  waitUntil,
} from '@conductor/lab';
import type { Floor } from '../floor/floor.ts';
import { openFloor } from '../floor/floor.ts';

/** How much is measured. */
export interface Amount {
  /** How often each thing is measured in turn. */
  readonly rounds: number;
  /** Small numbers of everything: it shows that the tool works, and little of what it measures. */
  readonly isQuick: boolean;
  /** Trials with very many players. */
  readonly trials: number;
  /** How long what lasts is to last. */
  readonly minutes: number;
}

/** Where figures are measured: a folder, the programs started in it, and the floor. Disposing it ends and removes all. */
export interface Ground extends Amount, AsyncDisposable {
  readonly folder: string;
  readonly floor: Floor;
  /** Makes a folder below `folder` that nobody has had yet. */
  readonly newFolder: (name: string) => string;
  /** The environment of whatever is measured: marks, tokens and settings are of this ground alone. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts a program that is told to end with the ground. */
  readonly start: (command: Command, place?: Place) => Program;
  /** Ends such a program in order, and waits for that. */
  readonly end: (programs: readonly Program[]) => Promise<void>;
}

/** Where a program is started: by default in the folder of the ground, on this machine's own network. */
export interface Place {
  readonly cwd?: string;
  readonly on?: LabHost | null;
  /** Added to the environment of the ground. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A player that pays a Reset, and whatever else ends in order, is done by then. */
const ENDS_WITHIN_MS = 20_000;

/** Makes a ground. Aborting `signal` ends what was started there. */
export async function openGround(amount: Amount, signal: AbortSignal): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'conductor-bench-'));
  const environment = environmentOf(folder);
  const running = new Set<Program>();
  let folders = 0;
  const start = (command: Command, { cwd = folder, on = null, env = {} }: Place = {}) => {
    signal.throwIfAborted();
    const program = startProgram(command, { on, cwd, env: { ...environment, ...env } });
    running.add(program);
    return program;
  };
  const end = async (programs: readonly Program[]) => {
    for (const program of programs) program.kill('SIGTERM');
    const limit = setTimeout(() => {
      for (const program of programs) program.kill('SIGKILL');
    }, ENDS_WITHIN_MS);
    // What else has its output may keep that open: dead is dead all the same.
    const isOver = ({ pid }: Program) => !isAlive(readProcessStat(pid));
    await waitUntil(() => programs.every(isOver), { what: 'the programs have ended', limitMs: 2 * ENDS_WITHIN_MS });
    clearTimeout(limit);
    for (const program of programs) running.delete(program);
  };
  const endAll = () => end([...running]);
  signal.addEventListener('abort', endAll, { once: true });
  const close = async () => {
    signal.removeEventListener('abort', endAll);
    await endAll();
    await killAll(() => processesOf({ environment: `${BENCH_VARIABLE}=${folder}` }), 'nothing that was started runs');
    removeFolder(folder);
  };
  try {
    const floor = await openFloor(join(folder, 'floor'), environment, signal);
    const newFolder = (name: string) => {
      folders += 1;
      const path = join(folder, `${name}-${folders}`);
      mkdirSync(path);
      return path;
    };
    return { ...amount, folder, floor, newFolder, environment, start, end, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

function environmentOf(folder: string): Readonly<Record<string, string>> {
  return {
    [BENCH_VARIABLE]: folder,
    NO_COLOR: '1',
    XDG_RUNTIME_DIR: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_STATE_HOME: join(folder, 'state'),
  };
}
