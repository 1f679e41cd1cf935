import { randomBytes, randomInt } from 'node:crypto';
import { link, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isGone } from './token-owner.ts';

/** Beside a token: whose it is. */
export const OWNER_SUFFIX = '.owner';

/** Each player that begins looks at so many: hundreds of them would else look at hundreds of thousands. */
const MOST_LOOKED_AT = 64;

/**
 * Removes the tokens of players that were killed: those whose owner is known and gone for certain. A token without an owner,
 * or of one that cannot be told, stays: it serves nobody, and harms nobody. Where there are very many, some of them are looked at, and
 * others the next time. Never rejects.
 */
export async function removeStaleTokens(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of someOf(names.filter((one) => one.endsWith(`.token${OWNER_SUFFIX}`)))) {
    const path = join(folder, name);
    const owner = await readOrNull(path);
    if (owner !== null && isGone(owner)) await removePair(path, owner).catch(() => undefined);
  }
}

function someOf(names: readonly string[]): readonly string[] {
  if (names.length <= MOST_LOOKED_AT) return names;
  const first = randomInt(names.length);
  return [...names.slice(first), ...names.slice(0, first)].slice(0, MOST_LOOKED_AT);
}

/** A player that begins at this moment may take the same name: what is looked at is moved away first, and put back if it is its. */
async function removePair(ownerPath: string, owner: string): Promise<void> {
  const tokenPath = ownerPath.slice(0, -OWNER_SUFFIX.length);
  const token = await readOrNull(tokenPath);
  // Read in the order in which they are written the other way round: an owner that is still the old one has no newer token.
  if ((await readOrNull(ownerPath)) !== owner) return;
  if (token !== null) await removeIf(tokenPath, token);
  await removeIf(ownerPath, owner);
}

async function removeIf(path: string, text: string): Promise<void> {
  const moved = `${path}.${randomBytes(4).toString('hex')}.stale`;
  await rename(path, moved);
  // Where somebody has written a newer one meanwhile, that stands.
  if ((await readOrNull(moved)) !== text) await link(moved, path).catch(() => undefined);
  await rm(moved, { force: true });
}

function readOrNull(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
