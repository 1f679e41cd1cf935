import { existsSync } from 'node:fs';
import { systemReason } from '@conductor/types';
import { folderFault } from '../storage/private-folder.ts';
import { livingPlayer } from '../storage/state-folder.ts';
import { type Finding, green, red } from './finding.ts';

const NAME = 'state folder';

/** Whether a player can keep what it has to keep, and nobody else can touch it. */
export function examineStateFolder(stateFolder: string): Finding {
  const fault = folderFault(stateFolder);
  if (fault !== null) return unusable(stateFolder, fault);
  try {
    const player = livingPlayer(stateFolder);
    if (player !== null) return green(NAME, `${stateFolder}: of the player with process number ${player}`);
  } catch (error) {
    return unusable(stateFolder, systemReason(error));
  }
  return green(NAME, `${stateFolder}: ${existsSync(stateFolder) ? 'of this user alone' : 'will be made'}`);
}

function unusable(stateFolder: string, reason: string): Finding {
  return red(NAME, `${stateFolder}: ${reason}`, 'mend that, or name another with --state-dir');
}
