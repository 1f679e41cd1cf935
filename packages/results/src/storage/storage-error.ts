import { ConductorError, errnoOf } from '@conductor/types';

/** What to do about an errno, where there is something. */
const NEXT_MOVE: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there; choose another directory with --results, or change its permissions',
  EPERM: 'the system forbids it; choose another directory with --results',
  EROFS: 'the file system is read-only; choose another directory with --results',
  ENOSPC: 'the disk is full; make room, or choose another directory with --results',
  EDQUOT: 'the disk quota is used up; make room, or choose another directory with --results',
  ENOTDIR: 'a file stands where a directory is needed; choose another directory with --results',
  EEXIST: 'something else stands there; move it away, or choose another directory with --results',
  ENOENT: 'it does not exist',
  ENAMETOOLONG: 'the path is too long; choose a shorter directory with --results',
  EMFILE: 'too many files are open; raise the limit (ulimit -n)',
};

/** Whether the disk, or this user's part of it, is full: the one failure of a disk that can pass by itself. */
export function isDiskFull(thrown: unknown): boolean {
  const errno = errnoOf(thrown);
  return errno === 'ENOSPC' || errno === 'EDQUOT';
}

/** `<deed> <path>` went wrong, with the reason and what to do, as a ConductorError of code `storage`. */
export function storageError(deed: string, path: string, thrown: unknown): ConductorError {
  if (thrown instanceof ConductorError) return thrown;
  const errno = errnoOf(thrown);
  const advice = errno === undefined ? undefined : NEXT_MOVE[errno];
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new ConductorError('storage', `cannot ${deed} ${path}: ${advice ?? reason}`, { cause: thrown });
}
