import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { BENCH_VARIABLE, type Command, PROGRAMS, type Program } from '@conductor/lab';
import type { Ground } from './ground.ts';
import { LOOPBACK, type Site } from './site.ts';
import { succeed } from './succeed.ts';

/** Players that wait for a test, each a process of its own. Disposing it ends them. */
export interface Fleet extends AsyncDisposable {
  readonly players: readonly FleetPlayer[];
}

/** One of them, and where it listens. */
export interface FleetPlayer {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly pid: number;
  readonly stateFolder: string;
}

/** Starting more at a time than this makes none of them listen sooner. */
const AT_ONCE_PER_PROCESSOR = 4;
/** In a lab nobody else listens, so ports need no looking for. */
const FIRST_LAB_PORT = 7000;

/** Starts so many players, enrolled where their site demands it. */
export async function startFleet(ground: Ground, count: number, site = LOOPBACK): Promise<Fleet> {
  const folder = ground.newFolder('fleet');
  const programs: Program[] = [];
  const players: FleetPlayer[] = [];
  const end = () => ground.end(programs);
  const startOne = async (place: number) => {
    const name = `p${place + 1}`;
    const cwd = join(folder, name);
    mkdirSync(cwd, { mode: 0o700 });
    const port = site.isLoopback ? 0 : FIRST_LAB_PORT + place;
    writeFileSync(join(cwd, `${name}.cfg`), `[Coordinator]\nplayer: ${site.host}\ncmdport: ${port || 1}\n`);
    if (!site.isLoopback) await enroll(ground, site, cwd, name);
    const program = startPlayer(ground, site, cwd, ['-p', String(port), `${name}.cfg`]);
    programs.push(program);
    const stateFolder = stateFolderIn(cwd);
    players[place] = { name, stateFolder, pid: program.pid, ...(await listening(program)) };
  };
  try {
    // The first that is enrolled makes the lab.
    const atOnce = site.isLoopback ? AT_ONCE_PER_PROCESSOR * availableParallelism() : 1;
    for (let first = 0; first < count; first += atOnce) {
      const places = Array.from({ length: Math.min(atOnce, count - first) }, (_, at) => first + at);
      await Promise.all(places.map(startOne));
    }
  } catch (error) {
    await end();
    throw error;
  }
  return { players, [Symbol.asyncDispose]: end };
}

/** The command of a player that listens on a free port of loopback. */
export function playerCommand(stateFolder: string): Command {
  return [...playerWith(stateFolder), '-b', LOOPBACK.host, '-p', '0'];
}

function playerWith(stateFolder: string): Command {
  return [process.execPath, PROGRAMS.player, '--pass-env', BENCH_VARIABLE, '--state-dir', stateFolder];
}

function startPlayer(ground: Ground, { playersOn }: Site, cwd: string, args: readonly string[]): Program {
  return ground.start([...playerWith(stateFolderIn(cwd)), ...args], { cwd, on: playersOn });
}

function stateFolderIn(cwd: string): string {
  return join(cwd, 'state');
}

/** As a user does it: the line that the player prints is what `conduct` is told. */
async function enroll(ground: Ground, site: Site, cwd: string, name: string): Promise<void> {
  const args = ['enroll', '--state-dir', stateFolderIn(cwd), `${name}.cfg`];
  const player = ground.start([process.execPath, PROGRAMS.player, ...args], { cwd, on: site.playersOn });
  const line = await player.lines.find((said) => said.startsWith('conduct enroll '));
  // A fleet before this one had the same names.
  const told = [...line.split(' ').slice(1), '--replace'];
  const conduct = ground.start([process.execPath, PROGRAMS.conduct, ...told], { on: site.conductorOn });
  await succeed(conduct, 'conduct enroll');
  await succeed(player, 'player enroll');
}

async function listening(program: Program): Promise<Pick<FleetPlayer, 'host' | 'port'>> {
  const line = await program.lines.find((said) => said.includes('listening on'));
  const [, host, port] = /listening on ([\d.]+):(\d+)/.exec(line) ?? [];
  if (host === undefined) throw new Error(`a player said where it listens in an unknown way: "${line}"`);
  return { host, port: Number(port) };
}
