import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endGroup } from '../containment/cgroup.ts';
import { readPlainFile } from './read-plain-file.ts';

/**
 * Removes the control groups that an earlier life of the player made and did not live to remove, with what may still live in
 * them of a trial that could not be brought to its end, and notes those of this one, and what would not go, for the next.
 * Only whoever holds the lock of the state folder knows that the other is dead: an empty group may be that of a player that
 * has nothing to do. Never throws.
 */
export function inheritGroups(stateFolder: string, own: readonly string[]): void {
  const note = join(stateFolder, 'groups');
  const left = readNote(note).filter((folder) => !endGroup(folder));
  try {
    writeNote(note, [...left, ...own]);
  } catch {
    return;
  }
}

/** It takes the place of whatever stands there: a link is not written through, and for who reads a pipe nobody waits. */
function writeNote(path: string, folders: readonly string[]): void {
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  writeFileSync(draft, folders.map((folder) => `${folder}\n`).join(''), { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
}

function readNote(path: string): readonly string[] {
  try {
    const note = readPlainFile(path)?.toString() ?? '';
    return note.split('\n').filter((folder) => folder !== '');
  } catch {
    return [];
  }
}
