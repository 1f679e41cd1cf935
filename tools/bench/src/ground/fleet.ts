import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { PROGRAMS, type Program } from '@conductor/lab';
import { type Ground, MARK } from './ground.ts';

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
}

/** Starting more at a time than this makes none of them listen sooner. */
const AT_ONCE_PER_PROCESSOR = 4;

/** Starts so many players. */
export async function startFleet(ground: Ground, count: number): Promise<Fleet> {
  const folder = ground.newFolder('fleet');
  const programs: Program[] = [];
  const players: FleetPlayer[] = [];
  const end = () => ground.end(programs);
  try {
    for (let first = 0; first < count; first += AT_ONCE_PER_PROCESSOR * availableParallelism()) {
      const last = Math.min(count, first + AT_ONCE_PER_PROCESSOR * availableParallelism());
      const names = Array.from({ length: last - first }, (_, at) => `p${first + at + 1}`);
      const started = names.map((name) => ({ name, program: startPlayer(ground, folder, name) }));
      programs.push(...started.map(({ program }) => program));
      for (const { name, program } of started) players.push({ name, ...(await listening(program)) });
    }
  } catch (error) {
    await end();
    throw error;
  }
  return { players, [Symbol.asyncDispose]: end };
}

/** The command of a player that listens on a free port of loopback. */
export function playerCommand(stateFolder: string): readonly [string, ...string[]] {
  const listen = ['-b', '127.0.0.1', '-p', '0'];
  return [process.execPath, PROGRAMS.player, ...listen, '--pass-env', MARK, '--state-dir', stateFolder];
}

function startPlayer(ground: Ground, folder: string, name: string): Program {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  return ground.start(playerCommand(join(cwd, 'state')), cwd);
}

async function listening(program: Program): Promise<Omit<FleetPlayer, 'name'>> {
  const line = await program.lines.find((said) => said.includes('listening on'));
  const [, host, port] = /listening on ([\d.]+):(\d+)/.exec(line) ?? [];
  if (host === undefined) throw new Error(`a player said where it listens in an unknown way: "${line}"`);
  return { host, port: Number(port), pid: program.pid };
}
