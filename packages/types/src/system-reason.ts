import { errnoOf } from './errno-of.ts';

/** What the errors of a file system mean for whoever named a path. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user has no permission',
  EPERM: 'the system forbids it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a file stands where a folder is needed',
  EISDIR: 'it is a directory',
  EEXIST: 'something else stands there',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  EIO: 'the device does not work',
};

/** Why the system refused, in words: what was thrown, without the names of system calls where its meaning is known. */
export function systemReason(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const errno = errnoOf(thrown);
  const reason = REASONS[errno ?? ''];
  return reason === undefined ? thrown.message : `${reason} (${errno})`;
}
