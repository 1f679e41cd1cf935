import {
  callerEntries,
  type DialOptions,
  type Identity,
  identityUri,
  playerEntries,
  type Revocation,
} from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import { conductorName } from '../who-we-are.ts';
import { openOwnLab } from './own-lab.ts';
import { type NotTold, tellCallers } from './tell-callers.ts';

/** Somebody who is trusted no more. */
export interface Revoked {
  readonly identity: Identity;
  readonly revocation: Revocation;
  /** The players that obey it until they hear of it; of a player that is revoked, nobody else has to know. */
  readonly notTold: readonly NotTold[];
}

/**
 * Revokes a player (`dut`) or a caller (`conductor/bench2`, `collector/store1`) in the lab of a folder. What was revoked before stays
 * as it was written, and the players are told again. A ConductorError of code `usage` names who could have been meant.
 */
export async function revokeParty(
  folder: string,
  word: string,
  dialling: DialOptions,
  signal: AbortSignal,
): Promise<Revoked> {
  const { identity: own } = await openOwnLab(folder);
  const now: Revocation = { since: new Date(), by: conductorName() };
  const [, role, caller] = /^(conductor|collector)\/(.+)$/.exec(word) ?? [];
  if (role === undefined || caller === undefined) return await revokePlayer(folder, word, now);
  if (role === own.role && caller === own.name) {
    throw new ConductorError(
      'usage',
      `${word} is this conductor itself; revoke it from another, or "player callers --revoke ${identityUri(own)}" on the hosts`,
    );
  }
  const entries = callerEntries(folder);
  const entry = await entries.get(`${role}-${caller}`);
  if (entry === null) {
    const known = (await entries.all()).map(({ identity }) => `${identity.role}/${identity.name}`);
    throw new ConductorError('usage', unknown(word, known, folder));
  }
  const revocation = entry.revoked ?? now;
  const revoked = { ...entry, revoked: revocation };
  await entries.put(revoked);
  return { identity: entry.identity, revocation, notTold: await tellCallers(folder, revoked, dialling, signal) };
}

async function revokePlayer(folder: string, name: string, now: Revocation): Promise<Revoked> {
  const entries = playerEntries(folder);
  const all = await entries.all();
  const entry = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (entry === undefined)
    throw new ConductorError(
      'usage',
      unknown(
        name,
        all.map((one) => one.name),
        folder,
      ),
    );
  const revocation = entry.revoked ?? now;
  if (entry.revoked === null) await entries.put({ ...entry, revoked: revocation });
  return { identity: entry.identity, revocation, notTold: [] };
}

function unknown(word: string, known: readonly string[], folder: string): string {
  const names = known.length === 0 ? 'nobody of that kind is' : `known: ${known.join(', ')}`;
  return `"${word}" is not in the lab of ${folder}; ${names}`;
}
