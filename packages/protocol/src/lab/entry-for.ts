import { canonical, formatAddress } from '../network-address.ts';
import type { PlayerAddress } from '../player-address.ts';
import type { PlayerEntry } from './player-entry.ts';

/**
 * The entry of the player that must answer at an address: the one that was enrolled there, else the one that has the player's name
 * in the test. One that is not revoked goes first: a host may have been enrolled again.
 */
export function entryFor(entries: readonly PlayerEntry[], player: PlayerAddress): PlayerEntry | null {
  const place = spelled(formatAddress(player.host, player.port));
  const isThere = ({ address }: PlayerEntry) => spelled(address) === place;
  const isNamed = ({ name }: PlayerEntry) => name.toLowerCase() === player.name.toLowerCase();
  const there = entries.filter(isThere);
  const candidates = [...there.filter(isNamed), ...there, ...entries.filter(isNamed)];
  return candidates.find(({ revoked }) => revoked === null) ?? candidates[0] ?? null;
}

/** One address has one spelling. */
function spelled(address: string): string {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return formatAddress(canonical(host).toLowerCase(), Number(address.slice(colon + 1)));
}
