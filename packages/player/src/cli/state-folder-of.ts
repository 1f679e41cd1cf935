import { resolve } from 'node:path';
import { defaultStateFolder } from '../storage/state-folder.ts';
import type { PlayerArguments } from './arguments.ts';
import { listeningPlace } from './listening-place.ts';

/** The state folder of the player that these arguments describe. Rejects with a ConductorError as `listeningPlace` does. */
export async function stateFolderOf(given: PlayerArguments): Promise<string> {
  if (given.stateFolder !== null) return resolve(given.stateFolder);
  const { host, port } = await listeningPlace(given);
  return defaultStateFolder(host, port, process.env);
}
