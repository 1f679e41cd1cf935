import { randomUUID } from 'node:crypto';
import { rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { codeHash, type JoinCode, makeJoinCode, makeKey, publicKeyOf, spkiHashOf } from '@conductor/protocol';
import { ConductorError, errnoOf, systemReason } from '@conductor/types';
import { IDENTITY_FILES } from './identity-folder.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';

/** A code is good for so long. */
export const CODE_MINUTES = 15;

/** What is kept of an enrollment that is open: of the code only what proves it. */
export interface KeptEnrollment {
  readonly id: string;
  readonly codeHash: Buffer;
  readonly expires: Date;
  /** The private key that the code is about, PEM. */
  readonly key: string;
}

/** Makes a key and a code for it; an earlier code is good no more. Rejects with a ConductorError `storage`. */
export async function openEnrollment(
  folder: string,
  now: Date,
): Promise<{ readonly id: string; readonly code: JoinCode; readonly expires: Date }> {
  const key = await makeKey();
  const code = makeJoinCode(spkiHashOf(publicKeyOf(key)));
  const id = randomUUID();
  const expires = new Date(now.getTime() + CODE_MINUTES * 60_000);
  const kept = { id, codeHash: codeHash(code.secret).toString('base64url'), expires };
  rmSync(enrollmentPath(folder), { force: true });
  writePrivateFile(join(folder, IDENTITY_FILES.enrollmentKey), key);
  writePrivateFile(enrollmentPath(folder), `${JSON.stringify(kept)}\n`);
  return { id, code, expires };
}

/** The enrollment that was opened last and is not closed, expired or not. Throws a ConductorError `storage`. */
export function readEnrollment(folder: string): KeptEnrollment | null {
  const text = readPrivateFile(enrollmentPath(folder), 'secret');
  const key = readPrivateFile(join(folder, IDENTITY_FILES.enrollmentKey), 'secret');
  return text === null || key === null ? null : { ...parsed(text, enrollmentPath(folder)), key };
}

/** The code is good no more: `false` when it was not any more, as of two who close it one has its way. Another one, opened meanwhile, is left alone. */
export function closeEnrollment(folder: string, id: string): boolean {
  if (readEnrollment(folder)?.id !== id) return false;
  const isClosed = removeFile(enrollmentPath(folder));
  if (isClosed) removeFile(join(folder, IDENTITY_FILES.enrollmentKey));
  return isClosed;
}

/** Returns whether it was there. */
function removeFile(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw new ConductorError('storage', `${path} cannot be removed: ${systemReason(error)}`, { cause: error });
  }
}

/** The files that tell of it. */
export function enrollmentPath(folder: string): string {
  return join(folder, IDENTITY_FILES.enrollment);
}

function parsed(text: string, path: string): Omit<KeptEnrollment, 'key'> {
  try {
    const { id, codeHash: hash, expires } = JSON.parse(text);
    const date = new Date(expires);
    if (typeof id === 'string' && typeof hash === 'string' && !Number.isNaN(date.getTime())) {
      return { id, codeHash: Buffer.from(hash, 'base64url'), expires: date };
    }
  } catch (error) {
    throw garbled(path, error);
  }
  throw garbled(path);
}

function garbled(path: string, cause?: unknown): ConductorError {
  return new ConductorError('storage', `${path} cannot be read as an enrollment; ask for a new code: player enroll`, {
    cause,
  });
}
