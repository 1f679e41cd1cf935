import { join } from 'node:path';
import type { LabHost } from '../network/lab-host.ts';
import { type Program, startProgram } from '../programs/start-program.ts';
import type { MisdeedName } from './misdeeds.ts';

const PROGRAM = join(import.meta.dirname, 'hostile-player.ts');

/** Where a hostile player listens. */
export interface HostilePlace {
  /** A host of a lab; `null` is this machine's own network. */
  readonly on: LabHost | null;
  readonly host: string;
  /** 0 is one that is free. */
  readonly port: number;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A hostile player that listens. */
export interface HostilePlayer extends Program {
  readonly port: number;
}

/** Starts a hostile player where a true one would listen; resolves when it does. It needs `dist`. */
export async function startHostilePlayer(place: HostilePlace, misdeed: MisdeedName): Promise<HostilePlayer> {
  const { on, host, port, env = {} } = place;
  const order = JSON.stringify({ host, port, misdeed });
  const player = startProgram([process.execPath, PROGRAM, order], { on, cwd: import.meta.dirname, env });
  const line = await player.lines.find((said) => said.startsWith('listening on '));
  return { ...player, port: Number(line.split(' ').at(-1)) };
}
