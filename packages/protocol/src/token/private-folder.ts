import { lstat, mkdir, readlink, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConductorError } from '@conductor/types';

const OTHERS_WRITE = 0o002;
const GROUP_WRITE = 0o020;
const STICKY = 0o1000;
const BEYOND_OWNER = 0o077;

/** Makes a folder of mode 0700, with its parents, and checks it as `checkPrivateFolder` does. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await makeFolder(resolve(folder));
  await checkPrivateFolder(folder);
}

/** Node's own `recursive` never ends where a folder exists and takes no other, as /proc (Node 24.21). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, 0o700);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || path === dirname(path)) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, 0o700);
  }
}

/**
 * Throws when others could put a file into this folder or put another folder in its place: it must be ours and 0700,
 * and every folder above it root's or ours and writable by nobody else, unless sticky as /tmp is. A folder above may be a
 * link, as /home is on some hosts: then the same is asked of the link and of where it leads.
 */
export async function checkPrivateFolder(folder: string): Promise<void> {
  const path = resolve(folder);
  const found = await lstat(path);
  if (!found.isDirectory()) throw refuse(path, 'is not a folder');
  if (found.uid !== ownUid()) throw refuse(path, `belongs to user ${found.uid}`);
  if ((found.mode & BEYOND_OWNER) !== 0) throw refuse(path, 'is open to others; chmod 700 it');
  await checkParents(path);
}

async function checkParents(path: string): Promise<void> {
  for (let above = dirname(path); ; above = dirname(above)) {
    await checkParent(above);
    if (above === dirname(above)) return;
  }
}

async function checkParent(path: string): Promise<void> {
  const found = await lstat(path);
  const { uid, gid, mode } = found;
  if (uid !== 0 && uid !== ownUid()) throw refuse(path, `belongs to user ${uid}, who could replace what is below it`);
  if (found.isSymbolicLink()) {
    // The mode of a link means nothing.
    const target = resolve(await realpath(dirname(path)), await readlink(path));
    await checkParent(target);
    await checkParents(target);
    return;
  }
  if ((mode & STICKY) !== 0) return;
  // A group of one's own, which most Linux systems give to each user under the user's number, is nobody else.
  const byGroup = (mode & GROUP_WRITE) !== 0 && gid !== ownUid();
  if ((mode & OTHERS_WRITE) !== 0 || byGroup) throw refuse(path, 'may be written by others');
}

function ownUid(): number {
  return process.getuid?.() ?? 0;
}

function refuse(path: string, why: string): ConductorError {
  return new ConductorError('storage', `nothing secret can be kept below ${path}: it ${why}`);
}
