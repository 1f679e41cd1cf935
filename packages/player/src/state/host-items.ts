import type { StateLook } from '@conductor/types';
import { everyChange } from './essence.ts';
import { FREEBSD_ITEMS } from './freebsd-items.ts';
import { type HostItem, readLines } from './host-item.ts';
import { LINUX_ITEMS } from './linux-items.ts';

/** By `uname`; of other systems a player knows nothing by itself. */
const ITEMS: ReadonlyMap<string, readonly HostItem[]> = new Map([
  ['Linux', LINUX_ITEMS],
  ['FreeBSD', FREEBSD_ITEMS],
]);

/** Where the programs are that only root usually has in its path; and messages are those that are read here. */
const OWN_WORDS = 'PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin LC_ALL=C; export PATH LC_ALL\n';

/** What is looked at on a host: what the player knows by itself, and what a test says besides or in its place. */
export function hostItems(system: string, looks: readonly StateLook[]): readonly HostItem[] {
  const said = new Set(looks.map(({ name }) => name));
  const known = (ITEMS.get(system) ?? []).filter(({ name }) => !said.has(name));
  const own = known.map((item) => ({ ...item, command: `${OWN_WORDS}${item.command}` }));
  return [...own, ...looks.filter(({ command }) => command !== '').map(itemOf)];
}

function itemOf({ name, command }: StateLook): HostItem {
  return { name, command, read: readLines, counts: 'all', essence: everyChange, isOfTest: true };
}
