import { lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder in which a name is about to be made, and adds to `unsynced` every folder that has a new name then. A link that
 * stands there leads elsewhere, and is refused as a file would be.
 */
export async function makeFolder(folder: string, unsynced: Set<string>): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (!(await lstat(folder)).isDirectory()) throw Object.assign(new Error(`${folder} is a link`), { code: 'EEXIST' });
  unsynced.add(folder);
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) unsynced.add(path.dirname(made));
}
