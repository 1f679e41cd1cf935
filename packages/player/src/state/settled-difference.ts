import { isDeepStrictEqual } from 'node:util';
import type { StateChange, UnseenState } from '@conductor/types';
import { compareSnapshots, type Difference } from './compare-snapshots.ts';
import type { HostItem } from './host-item.ts';
import type { Snapshot } from './snapshot.ts';

/** What is not as it was may still be on its way there: it is looked at again after these pauses. */
const SETTLING_MS = [250, 750] as const;

/** How a host is looked at now. */
export interface Looking {
  readonly look: (items: readonly HostItem[]) => Promise<Snapshot>;
  readonly pause: (ms: number) => Promise<unknown>;
}

/** What differs from `before`, and stays so for a while: what is different each time is nobody's leftover. */
export async function settledDifference(
  items: readonly HostItem[],
  before: Snapshot,
  { look, pause }: Looking,
): Promise<Difference> {
  let last = await look(items);
  const first = compareSnapshots(items, before, last);
  let { changes } = first;
  let restless: readonly UnseenState[] = [];
  for (const ms of SETTLING_MS) {
    if (changes.length === 0) break;
    await pause(ms);
    const again = await look(itemsOf(items, changes));
    changes = inBoth(changes, compareSnapshots(items, before, again).changes);
    restless = restlessItems(itemsOf(items, changes), last, again);
    last = again;
  }
  const names = new Set(restless.map(({ item }) => item));
  return {
    changes: changes.filter(({ item }) => !names.has(item)),
    itemCount: first.itemCount - names.size,
    unseen: [...first.unseen, ...restless],
  };
}

/** With the links, whose addresses and routes are told with them. */
function itemsOf(items: readonly HostItem[], changes: readonly StateChange[]): readonly HostItem[] {
  const names = new Set(['links', ...changes.map(({ item }) => item)]);
  return items.filter(({ name }) => names.has(name));
}

/** What differs in the same way both times. */
function inBoth(changes: readonly StateChange[], others: readonly StateChange[]): readonly StateChange[] {
  const known = new Set(others.map((change) => JSON.stringify(change)));
  return changes.filter((change) => known.has(JSON.stringify(change)));
}

/** Of a command of the test nobody knows what its lines mean: while they change, none of them is a leftover. */
function restlessItems(items: readonly HostItem[], one: Snapshot, other: Snapshot): readonly UnseenState[] {
  const isRestless = ({ name }: HostItem) => !isDeepStrictEqual(one.seen.get(name), other.seen.get(name));
  const reason = 'what its command prints changes by itself; print less';
  return items.filter((item) => item.isOfTest && isRestless(item)).map(({ name: item }) => ({ item, reason }));
}
