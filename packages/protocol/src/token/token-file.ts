import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConductorError, systemReason } from '@conductor/types';
import { checkPrivateFolder, makePrivateFolder } from './private-folder.ts';

const TOKEN_BYTES = 32;
const TOKEN_TEXT = /^[0-9a-f]{64}\n$/;
const BEYOND_OWNER = 0o077;

/** The token of one listener, in one file per address that it answers on. */
export interface WrittenToken extends AsyncDisposable {
  readonly token: Uint8Array;
}

/** A fresh token, written for each of `hosts` into the first folder that is private; disposing removes the files. */
export async function writeToken(
  folders: readonly string[],
  hosts: readonly string[],
  port: number,
): Promise<WrittenToken> {
  const token = randomBytes(TOKEN_BYTES);
  const folder = await firstPrivate(folders);
  const text = `${token.toString('hex')}\n`;
  const paths = hosts.map((host) => tokenPath(folder, host, port));
  for (const path of paths) await writeWhole(path, text);
  return {
    token,
    async [Symbol.asyncDispose]() {
      for (const path of paths) await removeOwn(path, text);
    },
  };
}

/** Every token that this user has for an address, from all folders; empty when there is none. */
export async function readTokens(folders: readonly string[], host: string, port: number): Promise<Uint8Array[]> {
  const tokens: Uint8Array[] = [];
  for (const folder of folders) {
    const token = await readToken(folder, host, port);
    if (token !== null) tokens.push(token);
  }
  return tokens;
}

function tokenPath(folder: string, host: string, port: number): string {
  return join(folder, `${host}-${port}.token`);
}

async function firstPrivate(folders: readonly string[]): Promise<string> {
  const refusals: unknown[] = [];
  for (const folder of folders) {
    try {
      await makePrivateFolder(folder);
      return folder;
    } catch (error) {
      refusals.push(error);
    }
  }
  const reasons = folders.map((folder, at) => `${folder}: ${systemReason(refusals[at])}`);
  throw new ConductorError(
    'storage',
    `there is no private folder for a token: ${reasons.join('; ')}; ` +
      'set XDG_RUNTIME_DIR to a folder that only this user may read and write',
  );
}

/** Under its own name a file is whole or not there: a caller may look at any moment. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const file = await open(draft, flags, 0o600);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** Another player may have taken the port, and the name, since. */
async function removeOwn(path: string, text: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch(() => null);
  if (found === text) await rm(path, { force: true });
}

async function readToken(folder: string, host: string, port: number): Promise<Uint8Array | null> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(tokenPath(folder, host, port), flags).catch(noneWhenAbsent);
  if (file === null) return null;
  try {
    await checkPrivateFolder(folder);
    const { uid, mode, size } = await file.stat();
    if (uid !== process.getuid?.() || (mode & BEYOND_OWNER) !== 0 || size > 2 * TOKEN_BYTES + 1) return null;
    const text = await file.readFile('utf8');
    return TOKEN_TEXT.test(text) ? Buffer.from(text.trim(), 'hex') : null;
  } finally {
    await file.close();
  }
}

/** What we may not read is another user's: for us it is not there. */
function noneWhenAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'ENOTDIR' || error.code === 'ELOOP')
    return null;
  throw new ConductorError('storage', `a token file cannot be read: ${error.message}`, { cause: error });
}
