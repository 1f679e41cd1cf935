import type { ReadPlayer } from './read-test.ts';

/** The players that may take part together: of several on one host, which want different systems, each has its turn. */
export function castsOf(players: readonly ReadPlayer[]): readonly (readonly ReadPlayer[])[] {
  const hosts = Map.groupBy(players, ({ address, port }) => `${address} ${port}`);
  const turns = Math.max(1, ...Array.from(hosts.values(), ({ length }) => length));
  return Array.from({ length: turns }, (_, turn) => {
    const taken = new Set(Array.from(hosts.values(), (alike) => alike[Math.min(turn, alike.length - 1)]));
    return players.filter((player) => taken.has(player));
  });
}
