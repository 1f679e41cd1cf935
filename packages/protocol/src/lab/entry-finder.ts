import { canonical, formatAddress } from '../network-address.ts';
import type { PlayerAddress } from '../player-address.ts';
import type { PlayerEntry } from './player-entry.ts';

/**
 * Finds the entry of the player that must answer at an address: the one that was enrolled there, else the one that has the player's name
 * in the test. One that is not revoked goes first: a host may have been enrolled again. The entries are arranged once, since a
 * thousand players ask for theirs again and again.
 */
export function entryFinder(entries: readonly PlayerEntry[]): (player: PlayerAddress) => PlayerEntry | null {
  const byPlace = Map.groupBy(entries, ({ address }) => spelled(address));
  const byName = Map.groupBy(entries, ({ name }) => name.toLowerCase());
  return (player) => {
    const name = player.name.toLowerCase();
    const there = byPlace.get(spelled(formatAddress(player.host, player.port))) ?? [];
    const thereAndNamed = there.filter((entry) => entry.name.toLowerCase() === name);
    const candidates = [...thereAndNamed, ...there, ...(byName.get(name) ?? [])];
    return candidates.find(({ revoked }) => revoked === null) ?? candidates[0] ?? null;
  };
}

/** One address has one spelling. */
function spelled(address: string): string {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return formatAddress(canonical(host).toLowerCase(), Number(address.slice(colon + 1)));
}
