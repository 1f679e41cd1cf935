import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlainFile } from '../storage/read-plain-file.ts';
import { livingPlayer } from '../storage/state-folder.ts';

/** Notes for others on this host which run holds the player; `null` is none. Throws what the file system says. */
export function noteHeldRun(stateFolder: string, runId: string | null): void {
  if (runId === null) rmSync(heldFile(stateFolder), { force: true });
  else writeFileSync(heldFile(stateFolder), runId, { mode: 0o600 });
}

/** The run that holds the player of a state folder; `null` where none does, or no player lives. Throws as `readPlainFile` does. */
export function heldRun(stateFolder: string): string | null {
  if (livingPlayer(stateFolder) === null) return null;
  return readPlainFile(heldFile(stateFolder))?.toString() ?? null;
}

function heldFile(stateFolder: string): string {
  return join(stateFolder, 'held');
}
