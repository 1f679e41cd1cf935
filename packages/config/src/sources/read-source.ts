import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { errnoOf, systemReason } from '@conductor/types';
import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import { LIMITS } from '../limits.ts';
import type { SourceFile } from './source.ts';

/** Reads a file. `undefined` when nothing is there, `null` after a finding when what is there cannot be read. */
export async function readIfThere(
  path: string,
  place: SourcePlace,
  findings: Findings,
): Promise<SourceFile | null | undefined> {
  try {
    return { path, bytes: await readBytes(path) };
  } catch (error) {
    if (isAbsence(error)) return undefined;
    if (error instanceof NotAFile) findings.add('not-a-file', place, { message: error.message, found: path });
    else findings.add('unreadable', place, { message: `${quote(path)} cannot be read: ${systemReason(error)}` });
    return null;
  }
}

class NotAFile extends Error {}

/** At most one byte more than a file may have: enough to see that it is too long. */
async function readBytes(path: string): Promise<Uint8Array> {
  // Without O_NONBLOCK, to open a named pipe would wait for its writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) throw new NotAFile(`${quote(path)} is a directory`);
    if (!stat.isFile()) throw new NotAFile(`${quote(path)} is not a regular file`);
    return await readUpTo(file, LIMITS.fileBytes + 1);
  } finally {
    await file.close();
  }
}

async function readUpTo(file: FileHandle, most: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(most);
  let length = 0;
  while (length < most) {
    const { bytesRead } = await file.read(buffer, length, most - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.slice(0, length);
}

/** A path with a NUL in it names nothing; Node.js refuses it before the system is asked. */
const ABSENCE = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'];

function isAbsence(error: unknown): boolean {
  return ABSENCE.includes(errnoOf(error) ?? '');
}
