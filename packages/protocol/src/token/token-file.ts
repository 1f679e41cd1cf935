import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConductorError, errnoOf, systemReason } from '@conductor/types';
import { whyNotPrivateFile } from '../private/judge-private.ts';
import { checkPrivateFolder, makePrivateFolder } from '../private/private-folder.ts';
import { OWNER_SUFFIX, removeStaleTokens } from './remove-stale-tokens.ts';
import { ownerText } from './token-owner.ts';

const TOKEN_BYTES = 32;
const TOKEN_TEXT = /^[0-9a-f]{64}\n$/;

/** The token of one listener, in one file per address that it answers on. */
export interface WrittenToken extends AsyncDisposable {
  readonly token: Uint8Array;
}

/** What was found for an address. */
export interface FoundTokens {
  readonly tokens: readonly Uint8Array[];
  /** Files that are there and cannot be believed, or may not be read by this user, each with the reason. */
  readonly refused: readonly string[];
  /** Where it was looked. */
  readonly places: readonly string[];
}

/**
 * A fresh token, written for each of `hosts` into the first folder that is private and takes it; disposing removes the files.
 * Tokens of players there that are gone for certain are removed.
 */
export async function writeToken(
  folders: readonly string[],
  hosts: readonly string[],
  port: number,
): Promise<WrittenToken> {
  const token = randomBytes(TOKEN_BYTES);
  const files = new Map<string, string>();
  const text = `${token.toString('hex')}\n`;
  const owner = ownerText();
  const folder = await firstThatTakes(folders, async (candidate) => {
    files.clear();
    for (const host of hosts) {
      const path = tokenPath(candidate, host, port);
      // Whose it is first: a token never stands beside the owner of an older one.
      if (owner !== null) await writeWhole(`${path}${OWNER_SUFFIX}`, owner, files);
      await writeWhole(path, text, files);
    }
  });
  await removeStaleTokens(folder);
  return {
    token,
    async [Symbol.asyncDispose]() {
      for (const [path, content] of files) await removeOwn(path, content);
    },
  };
}

/** Every token that this user has for an address, from all folders. */
export async function readTokens(folders: readonly string[], host: string, port: number): Promise<FoundTokens> {
  const tokens: Uint8Array[] = [];
  const refused: string[] = [];
  for (const folder of folders) {
    const found = await readToken(folder, host, port);
    if (typeof found === 'string') refused.push(`${tokenPath(folder, host, port)}: ${found}`);
    else if (found !== null) tokens.push(found);
  }
  return { tokens, refused, places: folders.map((folder) => tokenPath(folder, host, port)) };
}

function tokenPath(folder: string, host: string, port: number): string {
  return join(folder, `${host}-${port}.token`);
}

async function firstThatTakes(folders: readonly string[], write: (folder: string) => Promise<void>): Promise<string> {
  const refusals: unknown[] = [];
  for (const folder of folders) {
    try {
      await makePrivateFolder(folder);
      await write(folder);
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
async function writeWhole(path: string, text: string, written: Map<string, string>): Promise<void> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const file = await open(draft, flags, 0o600);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
  await rename(draft, path);
  written.set(path, text);
}

/** Another player may have taken the port, and the name, since. */
async function removeOwn(path: string, text: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch(() => null);
  if (found === text) await rm(path, { force: true });
}

/** The token; why a file that is there is not one for us; `null` when there is none. */
async function readToken(folder: string, host: string, port: number): Promise<Uint8Array | string | null> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const path = tokenPath(folder, host, port);
  const file = await open(path, flags).catch(whyNotOpened);
  if (file === null || typeof file === 'string') return file;
  try {
    checkPrivateFolder(folder);
    const found = await file.stat();
    const fault = whyNotPrivateFile(path, found, 'secret');
    if (fault !== null) return fault;
    const text = found.size > 2 * TOKEN_BYTES + 1 ? '' : await file.readFile('utf8');
    return TOKEN_TEXT.test(text) ? Buffer.from(text.trim(), 'hex') : 'it holds no token';
  } finally {
    await file.close();
  }
}

function whyNotOpened(error: Error): string | null {
  const code = errnoOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  if (code === 'EACCES') return 'this user may not read it';
  if (code === 'ELOOP') return 'it is a link';
  throw new ConductorError('storage', `a token file cannot be read: ${error.message}`, { cause: error });
}
