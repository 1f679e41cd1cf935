import type { StateChange, UnseenState } from '@conductor/types';
import type { HostEntries, HostItem } from './host-item.ts';
import type { Snapshot } from './snapshot.ts';

/** How two snapshots of a host differ. */
export interface Difference {
  readonly changes: readonly StateChange[];
  /** How many items were seen both times. */
  readonly itemCount: number;
  readonly unseen: readonly UnseenState[];
}

/** Links that came or went: what is told of them says all of their addresses and routes. */
const LINKS = 'links';

/** What is otherwise in `after` than in `before`, item by item. */
export function compareSnapshots(items: readonly HostItem[], before: Snapshot, after: Snapshot): Difference {
  const links = wholeLinks(before.seen.get(LINKS), after.seen.get(LINKS));
  const changes: StateChange[] = [];
  let itemCount = 0;
  for (const item of items) {
    const [was, is] = [before.seen.get(item.name), after.seen.get(item.name)];
    if (was === undefined || is === undefined) continue;
    itemCount += 1;
    const found = changesOf(item, was, is);
    changes.push(...(item.name === LINKS ? found : found.filter(({ subject }) => !isOfLink(subject, links))));
  }
  return { changes, itemCount, unseen: allUnseen(before, after) };
}

function changesOf(item: HostItem, was: HostEntries, is: HostEntries): readonly StateChange[] {
  const subjects = new Set([...was.keys(), ...is.keys()]);
  const changes = Array.from(subjects).flatMap((subject): StateChange[] => {
    const [before = null, after = null] = [was.get(subject), is.get(subject)];
    if (before === after) return [];
    if (item.counts === 'values' && (before === null || after === null)) return [];
    return [{ item: item.name, subject, before, after }];
  });
  return item.essence(changes);
}

function wholeLinks(was: HostEntries | undefined, is: HostEntries | undefined): readonly string[] {
  if (was === undefined || is === undefined) return [];
  return [...was.keys(), ...is.keys()].filter((name) => !name.includes(' ') && was.has(name) !== is.has(name));
}

function isOfLink(subject: string, links: readonly string[]): boolean {
  return links.some((link) => subject.startsWith(`${link} `) || `${subject} `.includes(` dev ${link} `));
}

/** Once for each item, also where neither look saw it. */
function allUnseen(before: Snapshot, after: Snapshot): UnseenState[] {
  const reasons = new Map([...after.unseen, ...before.unseen].map(({ item, reason }) => [item, reason]));
  return Array.from(reasons, ([item, reason]) => ({ item, reason }));
}
