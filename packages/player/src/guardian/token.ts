import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nullIfAbsent } from '../storage/null-if-absent.ts';
import { syncPath } from '../storage/sync-path.ts';
import { GUARDIAN_FILES } from './guardian-folder.ts';

/**
 * Whose a trial is, and what is owed: one file that is never written, only renamed. Of two that rename it from the same
 * name one succeeds; names of holders are never used again, so that a name that was read cannot come back.
 */
export type Token =
  /** No step of Startup began. Without a holder: nobody watches yet. */
  | { readonly kind: 'loaded'; readonly holder: string | null }
  /** Reset is owed, and the holder watches over the player that has to pay it. */
  | { readonly kind: 'armed'; readonly holder: string }
  /** The holder pays Reset itself. */
  | { readonly kind: 'claimed'; readonly holder: string }
  /** A guardian ran Reset to its end. */
  | { readonly kind: 'paid' }
  /** The player needs no guardian any more. */
  | { readonly kind: 'disarmed' };

/** The file name of a token. */
export function tokenName(token: Token): string {
  switch (token.kind) {
    case 'loaded':
      return token.holder === null ? 'loaded' : `loaded.${token.holder}`;
    case 'armed':
    case 'claimed':
      return `${token.kind}.${token.holder}`;
    case 'paid':
      return 'reset.done';
    case 'disarmed':
      return 'disarmed';
    default:
      return token satisfies never;
  }
}

/** A listing that was read while the file was being renamed may show it under neither name. */
const LOOKS = 5;
const BETWEEN_LOOKS_MS = 2;

/** Reads the token in a guardian's folder; `null` when there is none. */
export async function readToken(folder: string): Promise<Token | null> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const names = await readdir(join(folder, GUARDIAN_FILES.token)).catch(nullIfAbsent);
    if (names === null) return null;
    const tokens = names.flatMap((name) => parseToken(name) ?? []);
    if (tokens.length === 1 && tokens[0]) return tokens[0];
    await pause(BETWEEN_LOOKS_MS);
  }
  return null;
}

/** Renames the token; false when it is not `from` any more. Throws what the file system says. */
export async function moveToken(folder: string, from: Token, to: Token): Promise<boolean> {
  const path = (token: Token) => join(folder, GUARDIAN_FILES.token, tokenName(token));
  return rename(path(from), path(to)).then(
    () => true,
    (error: unknown) => nullIfAbsent(error) !== null,
  );
}

/** Nobody holds the trial yet, and its Reset is owed already. Throws what the file system says. */
export async function oweReset(folder: string): Promise<void> {
  await moveToken(folder, { kind: 'loaded', holder: null }, { kind: 'armed', holder: 'nobody' });
  await syncToken(folder);
}

/** Waits until the name of the token is on the disk. */
export async function syncToken(folder: string): Promise<void> {
  await syncPath(join(folder, GUARDIAN_FILES.token));
}

function parseToken(name: string): Token | null {
  const [kind, holder] = name.split('.');
  if (name === 'reset.done') return { kind: 'paid' };
  if (name === 'disarmed') return { kind: 'disarmed' };
  if (kind === 'loaded') return { kind, holder: holder ?? null };
  if ((kind === 'armed' || kind === 'claimed') && holder !== undefined) return { kind, holder };
  return null;
}
