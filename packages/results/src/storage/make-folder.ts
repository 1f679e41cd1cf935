import { lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf } from '@conductor/types';

/**
 * Makes a folder below `root` in which a name is about to be made, and adds to `unsynced` every folder that has a new name then. A
 * link on the way leads elsewhere, and is refused as a file would be: nothing is made behind it.
 */
export async function makeFolder(root: string, folder: string, unsynced: Set<string>): Promise<void> {
  for (const step of stepsTo(root, folder)) {
    if (await isFolder(step)) continue;
    await makeOne(step);
    unsynced.add(path.dirname(step));
  }
  unsynced.add(folder);
}

/** Whether a folder below `root` is there. A link on the way is refused. */
export async function hasFolder(root: string, folder: string): Promise<boolean> {
  for (const step of stepsTo(root, folder)) if (!(await isFolder(step))) return false;
  return true;
}

/** The folders on the way, the outermost first; not `root` itself, which may be behind a link. */
function stepsTo(root: string, folder: string): string[] {
  const segments = path.relative(root, folder).split(path.sep).filter(Boolean);
  return segments.map((_, at) => path.join(root, ...segments.slice(0, at + 1)));
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    if ((await lstat(folder)).isDirectory()) return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
  throw Object.assign(new Error(`${folder} is no folder of its own`), { code: 'EEXIST' });
}

/** Somebody else of us may have made it meanwhile. */
async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST' || !(await isFolder(folder))) throw error;
  }
}
