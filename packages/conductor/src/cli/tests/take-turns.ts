import type { Test } from '@conductor/types';

/** A thing to do with players. */
interface Work {
  readonly test: Pick<Test, 'players'>;
}

/**
 * Does work in its order, as many at a time as `most` says, but never two that share a player: such a one waits, and lets others pass.
 * Nothing more begins once `isOver`. Each end has the place of its work. When one throws nothing more begins, and its reason is thrown when
 * the others have come to their ends.
 */
export async function takeTurns<Item extends Work, End>(
  items: readonly Item[],
  most: number,
  begin: (item: Item) => Promise<End>,
  isOver: () => boolean,
): Promise<readonly (End | undefined)[]> {
  const ends: (End | undefined)[] = items.map(() => undefined);
  const waiting = items.map((item, at) => ({ item, at }));
  const running = new Map<Item, Promise<Item>>();
  const failures: unknown[] = [];
  const perform = async (item: Item, at: number) => {
    try {
      ends[at] = await begin(item);
    } catch (thrown) {
      failures.push(thrown);
    }
    return item;
  };
  const isReady = (item: Item) => !sharesPlayer(item, running.keys());
  while (waiting.length + running.size > 0) {
    const mayBegin = running.size < most && failures.length === 0 && !isOver();
    const place = mayBegin ? waiting.findIndex(({ item }) => isReady(item)) : -1;
    const [next] = place === -1 ? [] : waiting.splice(place, 1);
    if (next !== undefined) running.set(next.item, perform(next.item, next.at));
    else if (running.size === 0) break;
    else running.delete(await Promise.race(running.values()));
  }
  if (failures.length > 0) throw failures[0];
  return ends;
}

function sharesPlayer(item: Work, others: Iterable<Work>): boolean {
  const taken = new Set(Array.from(others, placesOf).flat());
  return placesOf(item).some((place) => taken.has(place));
}

function placesOf({ test }: Work): string[] {
  return test.players.map(({ address, port }) => `${address} ${port}`);
}
