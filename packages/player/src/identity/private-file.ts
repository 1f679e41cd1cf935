import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { type Secrecy, whyNotPrivateFile } from '@conductor/protocol';
import { ConductorError, errnoOf, systemReason } from '@conductor/types';
import { READ_FLAGS } from '../storage/read-flags.ts';
import { syncFolder } from '../storage/sync-folder.ts';

/** No key, certificate or list is longer. */
const MOST_BYTES = 1024 * 1024;
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * The text of a file that this user alone may write; `null` where there is none. Throws a ConductorError `storage` when it is
 * somebody else's, or open to others: what it says could be theirs.
 */
export function readPrivateFile(path: string, secrecy: Secrecy): string | null {
  const descriptor = openOrNull(path);
  if (descriptor === null) return null;
  try {
    checkFile(path, fstatSync(descriptor), secrecy);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Writes a file for this user alone: under its name it is whole or not there, also after a power cut. Throws a ConductorError `storage`. */
export function writePrivateFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const descriptor = openSync(draft, CREATE, 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(draft, { force: true });
    throw new ConductorError('storage', `${path} cannot be written: ${systemReason(error)}`, { cause: error });
  }
}

function openOrNull(path: string): number | null {
  try {
    return openSync(path, READ_FLAGS);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT') return null;
    const reason = code === 'ELOOP' ? 'it is a symbolic link, and a regular file is expected' : systemReason(error);
    throw new ConductorError('storage', `${path} cannot be read: ${reason}`, { cause: error });
  }
}

function checkFile(path: string, found: Stats, secrecy: Secrecy): void {
  const refuse = (reason: string) => new ConductorError('storage', `${path} is not believed: ${reason}`);
  const fault = whyNotPrivateFile(path, found, secrecy);
  if (fault !== null) throw refuse(fault);
  if (found.size > MOST_BYTES) throw refuse(`it has ${found.size} bytes, and at most ${MOST_BYTES} are expected`);
}
