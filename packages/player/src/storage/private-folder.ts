import { accessSync, constants, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { systemReason } from '@conductor/types';

const OTHERS_WRITE = 0o002;
const GROUP_WRITE = 0o020;
const STICKY = 0o1000;
const BEYOND_OWNER = 0o077;

/** Throws, with the reason, where others could put something into a folder of ours, or another folder in its place. */
export function checkPrivate(folder: string): void {
  checkOwn(folder);
  checkParents(folder);
}

/** Why a folder cannot be used by us alone, or cannot be made; `null` where it can. Changes nothing. */
export function folderFault(folder: string): string | null {
  try {
    const isThere = statSync(folder, { throwIfNoEntry: false }) !== undefined;
    if (isThere) checkPrivate(folder);
    else checkParents(nearestBelow(folder));
    accessSync(isThere ? folder : dirname(nearestBelow(folder)), constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return systemReason(error);
  }
}

/** The first folder of this path that would have to be made. */
function nearestBelow(folder: string): string {
  const above = dirname(folder);
  return statSync(above, { throwIfNoEntry: false }) ? folder : nearestBelow(above);
}

function checkOwn(folder: string): void {
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw new Error('it is not a folder');
  if (found.uid !== ownUser()) throw new Error(`it belongs to user ${found.uid}`);
  if ((found.mode & BEYOND_OWNER) !== 0) throw new Error(`it is open to other users; say: chmod 700 ${folder}`);
}

/** Whoever may write a folder above could put another in its place; in a sticky one (as /tmp) only what is theirs. */
function checkParents(folder: string): void {
  for (let path = dirname(folder); ; path = dirname(path)) {
    checkParent(path);
    if (path === dirname(path)) return;
  }
}

/** It may be a link, as /home is on some hosts: then the same is asked of the link, whose mode means nothing, and of where it leads. */
function checkParent(path: string): void {
  const found = lstatSync(path);
  const { uid, gid, mode } = found;
  if (uid !== 0 && uid !== ownUser()) throw new Error(`${path} belongs to user ${uid}`);
  if (found.isSymbolicLink()) {
    const target = resolve(realpathSync(dirname(path)), readlinkSync(path));
    checkParent(target);
    checkParents(target);
    return;
  }
  // A group of one's own, which most Linux systems give to each user under the user's number, is nobody else.
  const byGroup = (mode & GROUP_WRITE) !== 0 && gid !== ownUser();
  const byOthers = (mode & OTHERS_WRITE) !== 0 || byGroup;
  if (byOthers && (mode & STICKY) === 0) throw new Error(`other users may write ${path}`);
}

function ownUser(): number {
  return process.getuid?.() ?? 0;
}
