import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConductorError, errnoOf, systemReason } from '@conductor/types';
import { type Secrecy, whyNotPrivateFile } from './judge-private.ts';

/** Keys, certificates and entries are short; what is longer is none. */
const SIZE_LIMIT_BYTES = 256 * 1024;

/**
 * What a file of ours holds; `null` when it is not there. A ConductorError of code `storage` says what is wrong with it: another
 * owner, open to others, no file at all.
 */
export async function readPrivateFile(path: string, secrecy: Secrecy): Promise<string | null> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch((error: unknown) => {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw refuse(path, `cannot be read: ${systemReason(error)}`, error);
  });
  if (file === null) return null;
  try {
    await checkFile(path, file, secrecy);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Puts a file of mode 0600 in the place of what is there: who reads it, also after a crash, finds the old one or the new one whole. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await withDraft(path, text, (draft) => rename(draft, path));
}

/** Writes a file of mode 0600 where there is none. Returns whether that was so; of two that do it at once, one has its way. */
export async function createPrivateFile(path: string, text: string): Promise<boolean> {
  return await withDraft(path, text, async (draft) => {
    try {
      await link(draft, path);
      return true;
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return false;
      throw error;
    }
  });
}

async function withDraft<Result>(path: string, text: string, place: (draft: string) => Promise<Result>) {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.draft`;
  try {
    await writeDurably(draft, text);
    const result = await place(draft);
    await syncFolder(dirname(path));
    return result;
  } catch (error) {
    throw refuse(path, `cannot be written: ${systemReason(error)}`, error);
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const file = await open(path, flags, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function checkFile(path: string, file: FileHandle, secrecy: Secrecy): Promise<void> {
  const found = await file.stat();
  const fault = whyNotPrivateFile(path, found, secrecy);
  if (fault !== null) throw refuse(path, `is not believed: ${fault}`);
  if (found.size > SIZE_LIMIT_BYTES) throw refuse(path, `has ${found.size} bytes, which no key and no certificate has`);
}

function refuse(path: string, what: string, cause?: unknown): ConductorError {
  return new ConductorError('storage', `${path} ${what}`, { cause });
}
