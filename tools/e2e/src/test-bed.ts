import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  E2E_VARIABLE,
  type FoundProcess,
  killAll,
  type Program,
  type ProgramEnd,
  processesOf,
  startProgram,
  waitUntil,
} from '@conductor/lab';
import type { RunResult } from '@conductor/types';
import { freePort } from './free-port.ts';
import { PROGRAMS } from './programs.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type PlayerPhases, playerText, testText } from './test-files.ts';

/** A test to set up: its players, and lines of its `[Test]` section. */
export interface TestBedOptions {
  readonly players: Readonly<Record<string, PlayerPhases>>;
  readonly settings?: readonly string[];
  /** Variables of every player's environment. */
  readonly playerEnvironment?: Readonly<Record<string, string>>;
}

/** One test in a folder of its own, with real players on the loopback address. Disposing it ends all that it started. */
export interface TestBed extends AsyncDisposable {
  readonly folder: string;
  /** Starts a player in `<folder>/<name>`, and resolves when it listens. */
  readonly startPlayer: (name: string) => Promise<Program>;
  /** A player that runs. */
  readonly player: (name: string) => Program;
  /** Starts `conduct` with these arguments, in the folder. */
  readonly conduct: (...args: readonly string[]) => Program;
  /** Starts a `collector` with these arguments, in the folder. */
  readonly collector: (...args: readonly string[]) => Program;
  /** Starts a shell script in the folder, in which `$CONDUCT` is the program. */
  readonly shell: (script: string) => Program;
  /** Runs the test to its end, with these arguments besides. */
  readonly run: (...args: readonly string[]) => Promise<ProgramEnd>;
  /** The directory of the latest run. */
  readonly latest: () => string;
  readonly result: () => RunResult;
  /** Writes a file into the folder. */
  readonly write: (name: string, content: string | Uint8Array) => void;
  /** What a file of the folder holds; empty while there is none. */
  readonly read: (name: string) => string;
  /** Resolves when a file of the folder holds such a text. */
  readonly written: (name: string, text: string) => Promise<void>;
  /** Whatever is alive of the bed, programs included. */
  readonly processes: () => FoundProcess[];
  /** Whatever is alive of what steps started. */
  readonly stepProcesses: () => FoundProcess[];
}

/** How long a hook may take that sets a bed up, in milliseconds; reached only when something is wrong. */
export const SET_UP_LIMIT_MS = 120_000;

/** Sets a test up, with all its players running. */
export async function startTestBed(options: TestBedOptions): Promise<TestBed> {
  const bed = await createTestBed(options);
  try {
    await Promise.all(Object.keys(options.players).map(bed.startPlayer));
    return bed;
  } catch (error) {
    await bed[Symbol.asyncDispose]();
    throw error;
  }
}

/** Sets a test up, with no player running; each will listen on a free port that is chosen now. */
export async function createTestBed({ players, settings = [], playerEnvironment }: TestBedOptions): Promise<TestBed> {
  const folder = temporaryFolder();
  const { path } = folder;
  const ports = new Map<string, number>();
  for (const [name, phases] of Object.entries(players)) {
    const port = await freePort();
    ports.set(name, port);
    mkdirSync(join(path, name));
    folder.write(`${name}.cfg`, playerText(port, phases));
  }
  folder.write('test.cfg', testText(Object.keys(players), settings));

  const programs: Program[] = [];
  const start = (command: readonly [string, ...string[]], cwd = path, env = {}) => {
    const started = startProgram(command, { on: null, cwd, env: { ...environmentOf(path), ...env } });
    programs.push(started);
    return started;
  };
  const running = new Map<string, Program>();
  const startPlayer = async (name: string) => {
    const args = [
      '--pass-env',
      E2E_VARIABLE,
      '--state-dir',
      join(path, `${name}.state`),
      '-p',
      String(ports.get(name)),
    ];
    const player = start(
      [process.execPath, PROGRAMS.player, ...args, `../${name}.cfg`],
      join(path, name),
      playerEnvironment,
    );
    running.set(name, player);
    await player.lines.find((said) => said.includes('listening'));
    return player;
  };
  const conduct = (...args: readonly string[]) => start([process.execPath, PROGRAMS.conduct, ...args]);
  const collector = (...args: readonly string[]) => start([process.execPath, PROGRAMS.collector, ...args]);
  const latest = () => join(path, 'results', 'latest');
  const read = (name: string) => {
    const file = join(path, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const processes = () => {
    const ours = new Set(programs.map(({ pid }) => pid));
    return processesOf({ environment: `${E2E_VARIABLE}=${path}` }).filter(({ pid }) => !ours.has(pid));
  };
  return {
    folder: path,
    startPlayer,
    player: (name) => {
      const player = running.get(name);
      if (player === undefined) throw new Error(`player ${name} was not started`);
      return player;
    },
    conduct,
    collector,
    shell: (script) => start(['/bin/sh', '-c', script]),
    run: (...args) => conduct('run', 'test.cfg', ...args).ended,
    latest,
    result: () => JSON.parse(readFileSync(join(latest(), 'run.json'), 'utf8')),
    write: (name, content) => writeFileSync(join(path, name), content),
    read,
    written: async (name, text) => {
      const what = () => `"${text}" in ${name}, which holds "${read(name)}"`;
      await waitUntil(() => read(name).includes(text), { what, limitMs: 60_000 });
    },
    processes: () => processesOf({ environment: `${E2E_VARIABLE}=${path}` }),
    // A guardian that has been told to go is no step, and takes a moment.
    stepProcesses: () => processes().filter(({ name }) => name !== 'guardian'),
    [Symbol.asyncDispose]: async () => {
      for (const program of programs) await program[Symbol.asyncDispose]();
      await killAll(processes, 'no process of the bed is alive');
      folder[Symbol.dispose]();
    },
  };
}

/** Tokens, settings and marks of a bed are its own. */
function environmentOf(path: string): Readonly<Record<string, string>> {
  return {
    [E2E_VARIABLE]: path,
    CONDUCT: `${process.execPath} ${PROGRAMS.conduct}`,
    NO_COLOR: '1',
    XDG_RUNTIME_DIR: path,
    XDG_CONFIG_HOME: join(path, 'config'),
  };
}
