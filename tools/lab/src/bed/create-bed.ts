import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '@conductor/types';
import type { Lab } from '../network/create-lab.ts';
import type { LabHost } from '../network/lab-host.ts';
import { playerHost } from '../network/player-host.ts';
import { isGuardian } from '../process/guardians-on.ts';
import type { FoundProcess } from '../process/processes-of.ts';
import { PROGRAMS } from '../programs/programs.ts';
import { type Program, startProgram } from '../programs/start-program.ts';
import { removeFolder } from '../remove-folder.ts';
import { waitUntil } from '../wait-until.ts';
import { bedCensus } from './bed-census.ts';
import { type Address, type PlayerSteps, playerFileOf, type TestSettings, writeTest } from './bed-files.ts';
import { BED_VARIABLE } from './bed-variables.ts';
import type { BedWords } from './bed-words.ts';
import { readTrace, type Traced, tellInto, traceFile } from './trace.ts';
import { endOfRun } from './usual-steps.ts';

/** Where every player of a bed listens, on its own host. */
export const PLAYER_PORT = 6970;

/** A test, its players and its conductor, on the hosts of a lab. */
export interface BedOptions {
  readonly lab: Lab;
  /** One player on each player host of the lab, in order. */
  readonly names: readonly string[];
  readonly steps: (words: BedWords, name: string) => PlayerSteps;
  /** Where the conductor dials a player, when that is not where it listens: a proxy. */
  readonly dialled?: Readonly<Record<string, Address>>;
  /** Where `conduct` writes; default: a folder of the bed. */
  readonly results?: string;
  /** Beside `lease` 3, `kill_grace` 1, `trials` 1. */
  readonly settings?: TestSettings;
  /** Added to the environment of every program of the bed. */
  readonly env?: Readonly<Record<string, string>>;
  /** Kills the programs of the bed when it is aborted, and starts no other, so that nothing waits for them any more. */
  readonly signal?: AbortSignal;
}

/** Small times, so that tests of leases last seconds. */
const SMALL: TestSettings = { lease: 3, kill_grace: 1, trials: 1 };

/** A test bed. Disposing it kills all that was started in it, steps too, and removes its files. */
export interface Bed extends AsyncDisposable {
  readonly folder: string;
  /** Where all players keep their state. */
  readonly stateFolder: string;
  /** Where the run directories are, by run id. */
  readonly resultsFolder: string;
  /** Starts the player on its host, with more in its environment, and resolves when it listens. */
  startPlayer(name: string, env?: Readonly<Record<string, string>>): Promise<Program>;
  startPlayers(): Promise<ReadonlyMap<string, Program>>;
  /** Starts `conduct run` on the conductor's host. */
  conduct(...args: readonly string[]): Program;
  /** Starts a `collector` of a run on the conductor's host, which writes below another folder than `conduct` unless told. */
  collector(runId: string, resultsRoot?: string): Program;
  /** What the steps of a player have told. */
  trace(player: string): Traced[];
  /** Resolves when a player's steps have told something that fits. */
  traced(player: string, fits: (told: Traced) => boolean, limitMs?: number): Promise<Traced>;
  /** Lets the Run of steps end that wait to be told, in this run and in all to come. */
  endRun(): void;
  /** What a run came to; of the latest run, unless named. */
  result(runId?: string): RunResult;
  /** Every living process that a step has started, or its descendants have; guardians are none. */
  stepProcesses(): FoundProcess[];
}

/** Writes the files of a test, and gives the means to run it. */
export function createBed(options: BedOptions): Bed {
  const { lab, names, steps, dialled = {}, results, settings = {}, signal } = options;
  const folder = mkdtempSync(join(tmpdir(), 'conductor-bed-'));
  const census = bedCensus(folder);
  const say = (word: string) => tellInto(folder, word);
  const files = names.map((name, at) => {
    const host = playerHost(lab, at);
    const address = dialled[name] ?? { host: host.ipv4, port: PLAYER_PORT };
    return { name, host, dialled: address, steps: steps({ folder, say, forEver: census.forEver }, name) };
  });
  const stateFolder = join(folder, 'state');
  const resultsRoot = results ?? join(folder, 'results');
  const resultsFolder = join(resultsRoot, 'test');
  const test = writeTest(folder, files, { ...SMALL, ...settings });
  const programs: Program[] = [];
  const start = (
    on: LabHost,
    program: string,
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ) => {
    // What is started now would be killed by nobody before its end.
    signal?.throwIfAborted();
    const env = {
      [BED_VARIABLE]: census.mark,
      NO_COLOR: '1',
      XDG_STATE_HOME: stateFolder,
      XDG_CONFIG_HOME: folder,
      ...options.env,
      ...more,
    };
    const started = startProgram([process.execPath, program, ...args], { on, cwd: folder, env });
    programs.push(started);
    return started;
  };
  const startPlayer = async (name: string, env: Readonly<Record<string, string>> = {}) => {
    const host = files.find((player) => player.name === name)?.host;
    if (host === undefined) throw new Error(`there is no player ${name} in this bed`);
    const listen = ['-b', host.ipv4, '-p', String(PLAYER_PORT), '--insecure-network', '--pass-env', BED_VARIABLE];
    const player = start(host, PROGRAMS.player, [...listen, playerFileOf(folder, name)], env);
    try {
      await player.lines.find((line) => line.includes('listening'));
    } catch (cause) {
      const { exitCode, signal: by } = await player.ended;
      throw new Error(`player ${name} ended with ${exitCode ?? by} before it listened`, { cause });
    }
    return player;
  };
  const end = async () => {
    await Promise.all(programs.map((program) => program[Symbol.asyncDispose]()));
  };
  signal?.addEventListener('abort', end, { once: true });
  const ours = () => new Set(programs.map(({ pid }) => pid));
  return {
    folder,
    stateFolder,
    resultsFolder,
    startPlayer,
    startPlayers: async () => {
      const started = await Promise.all(files.map(async ({ name }) => [name, await startPlayer(name)] as const));
      return new Map(started);
    },
    conduct: (...args) => {
      const run = ['run', test, '--insecure-network', '--results', resultsRoot];
      return start(lab.conductor, PROGRAMS.conduct, [...run, ...args]);
    },
    collector: (runId, root = join(folder, 'collected')) => {
      const collect = [test, '--run', runId, '--results', root, '--insecure-network'];
      return start(lab.conductor, PROGRAMS.collector, collect);
    },
    trace: (player) => readTrace(traceFile(folder, player)),
    traced: (player, fits, limitMs = 20_000) => {
      const told = () => readTrace(traceFile(folder, player));
      const what = () => `player ${player} told what was waited for; it told ${JSON.stringify(told())}`;
      return waitUntil(() => told().find(fits), { what, limitMs }, signal);
    },
    endRun: () => writeFileSync(endOfRun(folder), ''),
    result: (runId = 'latest') => JSON.parse(readFileSync(join(resultsFolder, runId, 'run.json'), 'utf8')),
    stepProcesses: () => census.count(ours()).filter((found) => !isGuardian(found)),
    [Symbol.asyncDispose]: async () => {
      signal?.removeEventListener('abort', end);
      await end();
      await census.kill(ours());
      removeFolder(folder);
    },
  };
}
