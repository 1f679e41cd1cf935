import type { Stats } from 'node:fs';

const BEYOND_OWNER = 0o077;
const OTHERS_WRITE = 0o002;
const GROUP_WRITE = 0o020;
const STICKY = 0o1000;

/** Who else may read a file: nobody, or anybody, as of a certificate. Nobody else writes it in any case. */
export type Secrecy = 'secret' | 'public';

const FORBIDDEN: Readonly<Record<Secrecy, number>> = { secret: BEYOND_OWNER, public: GROUP_WRITE | OTHERS_WRITE };

/** Why a file that was opened is not this user's alone: what it says could be somebody else's. `null` where it is. */
export function whyNotPrivateFile(path: string, found: Stats, secrecy: Secrecy): string | null {
  if (!found.isFile()) return 'it is no regular file';
  if (found.uid !== ownUser()) return `it belongs to user ${found.uid}`;
  return (found.mode & FORBIDDEN[secrecy]) === 0 ? null : `it is open to other users; say: chmod 600 ${path}`;
}

/** Why others could see or put something into a folder; `null` where this user alone can. To be asked of `lstat`. */
export function whyNotPrivateFolder(path: string, found: Stats): string | null {
  if (!found.isDirectory()) return 'it is not a folder';
  if (found.uid !== ownUser()) return `it belongs to user ${found.uid}`;
  return (found.mode & BEYOND_OWNER) === 0 ? null : `it is open to other users; say: chmod 700 ${path}`;
}

/** Why others could put something into a folder, or something else in the place of what is in it; `null` where nobody else can. */
export function whyNotSafeParent(path: string, found: Stats): string | null {
  const { uid, gid, mode } = found;
  if (uid !== 0 && uid !== ownUser()) return `${path} belongs to user ${uid}`;
  // The mode of a link means nothing, and in a sticky folder (as /tmp) others replace only what is theirs.
  if (found.isSymbolicLink() || (mode & STICKY) !== 0) return null;
  // A group of one's own, which most Linux systems give to each user under the user's number, is nobody else.
  const byGroup = (mode & GROUP_WRITE) !== 0 && gid !== ownUser();
  return (mode & OTHERS_WRITE) !== 0 || byGroup ? `other users may write ${path}` : null;
}

function ownUser(): number {
  return process.getuid?.() ?? 0;
}
