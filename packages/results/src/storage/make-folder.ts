import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Makes a folder in which a name is about to be made, and adds to `unsynced` every folder that has a new name then. */
export async function makeFolder(folder: string, unsynced: Set<string>): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  unsynced.add(folder);
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) unsynced.add(path.dirname(made));
}
