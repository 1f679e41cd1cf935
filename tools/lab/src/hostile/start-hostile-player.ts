import { join } from 'node:path';
import type { LabHost } from '../network/lab-host.ts';
import { type Program, startProgram } from '../programs/start-program.ts';
import type { MisdeedName } from './misdeeds.ts';

const PROGRAM = join(import.meta.dirname, 'hostile-player.ts');

/** Starts a hostile player on a host, where a true one would listen; resolves when it does. It needs `dist`. */
export async function startHostilePlayer(on: LabHost, port: number, misdeed: MisdeedName): Promise<Program> {
  const order = JSON.stringify({ host: on.ipv4, port, misdeed });
  const player = startProgram([process.execPath, PROGRAM, order], { on, cwd: import.meta.dirname });
  await player.lines.find((line) => line === 'listening');
  return player;
}
