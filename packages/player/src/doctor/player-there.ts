import { livingPlayer } from '../storage/state-folder.ts';

/** The process number of the player that uses a state folder; `null`: none, or its lock cannot be read, which is said of the state folder. */
export function playerThere(stateFolder: string): number | null {
  try {
    return livingPlayer(stateFolder);
  } catch {
    return null;
  }
}
