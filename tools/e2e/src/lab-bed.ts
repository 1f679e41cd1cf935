import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { type Program, type ProgramEnd, startProgram, waitUntil } from '@conductor/lab';
import type { RunResult } from '@conductor/types';
import { freePort } from './free-port.ts';
import { PROGRAMS } from './programs.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type PlayerPhases, playerText, testText } from './test-files.ts';

/** One player, `dut`, on an address of this host that is not loopback, and a conductor with a lab of its own. Disposing it ends all that it started. */
export interface LabBed extends AsyncDisposable {
  readonly folder: string;
  /** `192.0.2.2:6970`. */
  readonly place: string;
  readonly conduct: (...args: readonly string[]) => Program;
  readonly collector: (...args: readonly string[]) => Program;
  /** A command of the player's program, such as `callers`. */
  readonly ofPlayer: (...args: readonly string[]) => Program;
  /** `player enroll`; its line is among what it prints. */
  readonly enrollPlayer: () => Program;
  /** Starts the player, and resolves when it listens. */
  readonly startPlayer: () => Promise<Program>;
  /** Enrolls and starts the player; returns it with the line that enrolled it. */
  readonly enrolled: () => Promise<{ readonly player: Program; readonly line: readonly string[] }>;
  readonly result: () => RunResult;
  /** Resolves when a file is there, of the player's folder or the bed's. */
  readonly appeared: (name: string) => Promise<void>;
}

/** Why there is no such bed; `null` when there is. */
export function whyNoLabBed(): string | null {
  return ownAddress() === null ? 'needs an address that is not loopback' : null;
}

/** Sets up what a player and a conductor need, and starts nothing. */
export async function createLabBed(phases: PlayerPhases, settings: readonly string[] = []): Promise<LabBed> {
  const folder = temporaryFolder();
  const { path } = folder;
  const host = ownAddress() ?? '';
  const port = await freePort(host);
  for (const name of ['dut', 'dut.state']) mkdirSync(join(path, name), { mode: 0o700 });
  folder.write('dut.cfg', playerText(port, phases).replace('127.0.0.1', host));
  folder.write('test.cfg', testText(['dut'], settings));
  const players: Program[] = [];
  const callers: Program[] = [];
  const start = (program: string, args: readonly string[], cwd = path) => {
    const env = { NO_COLOR: '1', XDG_RUNTIME_DIR: path, XDG_CONFIG_HOME: join(path, 'config') };
    const started = startProgram([process.execPath, program, ...args], { on: null, cwd, env });
    (program === PROGRAMS.player ? players : callers).push(started);
    return started;
  };
  const ofPlayer = (...args: readonly string[]) =>
    start(PROGRAMS.player, [...args, '--state-dir', join(path, 'dut.state'), '../dut.cfg'], join(path, 'dut'));
  const conduct = (...args: readonly string[]) => start(PROGRAMS.conduct, args);
  const startPlayer = async () => {
    const player = ofPlayer();
    await player.lines.find((line) => line.includes('listening on'));
    return player;
  };
  const enrollPlayer = () => ofPlayer('enroll');
  return {
    folder: path,
    place: `${host}:${port}`,
    conduct,
    ofPlayer,
    collector: (...args) => start(PROGRAMS.collector, args),
    enrollPlayer,
    startPlayer,
    enrolled: async () => {
      const waiting = enrollPlayer();
      const line = await joinLine(waiting);
      await succeeded(conduct(...line));
      await succeeded(waiting);
      return { player: await startPlayer(), line };
    },
    result: () => JSON.parse(readFileSync(join(path, 'results/latest/run.json'), 'utf8')),
    appeared: async (name) => {
      await waitUntil(() => existsSync(join(path, name)), { what: `${name} is there`, limitMs: 60_000 });
    },
    [Symbol.asyncDispose]: async () => {
      // Nobody waits for anybody then: a player that is told to end pays its Reset, and nothing is left of its steps.
      for (const program of callers) await program[Symbol.asyncDispose]();
      for (const program of players) program.kill('SIGTERM');
      for (const program of players) await program.ended;
      folder[Symbol.dispose]();
    },
  };
}

/** What `player enroll` prints for `conduct`: `enroll dut 192.0.2.2:6970 CJ1.…`, without the name of the program. */
export async function joinLine(waiting: Program): Promise<readonly string[]> {
  const line = await waiting.lines.find((said) => said.startsWith('conduct enroll '));
  return line.split(' ').slice(1);
}

/** Waits for the end of a program that must not fail. */
export async function succeeded(program: Program): Promise<ProgramEnd> {
  const end = await program.ended;
  if (end.exitCode !== 0) throw new Error(`exit code ${end.exitCode}: ${end.stdout}\n${end.stderr}`);
  return end;
}

function ownAddress(): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}
