import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeGroups } from '../containment/cgroup.ts';

/**
 * Removes the control groups that an earlier life of the player made and did not live to remove, and notes those of this
 * one for the next. Only whoever holds the lock of the state folder knows that the other is dead: an empty group may be
 * that of a player that has nothing to do. Never throws: what stays is empty.
 */
export function inheritGroups(stateFolder: string, own: readonly string[]): void {
  const note = join(stateFolder, 'groups');
  for (const folder of readNote(note)) removeGroups(folder);
  try {
    writeFileSync(note, own.map((folder) => `${folder}\n`).join(''), { mode: 0o600 });
  } catch {
    return;
  }
}

function readNote(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((folder) => folder !== '');
  } catch {
    return [];
  }
}
