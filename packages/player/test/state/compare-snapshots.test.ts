import { stateChangeText } from '@conductor/types';
import { expect, it } from 'vitest';
import { compareSnapshots } from '../../src/state/compare-snapshots.ts';
import type { HostEntries } from '../../src/state/host-item.ts';
import { hostItems } from '../../src/state/host-items.ts';

const NAMES = ['links', 'addresses', 'routes', 'sysctls', 'firewall', 'files'];
const ITEMS = hostItems('Linux', [{ name: 'files', command: 'ls' }]);

/** What is seen of each item, a line each; the value after a `=`. */
function snapshot(seen: Readonly<Record<string, readonly string[]>>) {
  const entries = NAMES.map((name): [string, HostEntries] => {
    const lines = (seen[name] ?? [])
      .map((line) => line.split('='))
      .map(([key = '', value = '']) => [key, value] as const);
    return [name, new Map(lines)];
  });
  return { seen: new Map(entries), unseen: [] };
}

it.each([
  [
    { sysctls: ['net.ipv4.ip_forward=0'] },
    { sysctls: ['net.ipv4.ip_forward=1'] },
    ['not restored: net.ipv4.ip_forward 0 → 1'],
  ],
  [{}, { sysctls: ['net.ipv4.conf.lab0.mtu=1'] }, []],
  [{}, { firewall: ['table inet lab', 'table inet lab chain input'] }, ['left behind: firewall table inet lab']],
  [
    { firewall: ['table inet lab'] },
    { firewall: ['table inet lab', 'table inet lab drop'] },
    ['left behind: firewall table inet lab drop'],
  ],
  [
    {},
    {
      links: ['lab0', 'lab0 mtu=1500'],
      addresses: ['lab0 inet 10.0.0.1/8'],
      routes: ['10.0.0.0/8 via 10.9.9.9 dev lab0'],
    },
    ['left behind: link lab0'],
  ],
  [{ links: ['lab0', 'lab0 master=br0'] }, { links: ['lab0'] }, ['not restored: link lab0 master (br0) is gone']],
  [{ files: ['a', 'b'] }, { files: ['b', 'c'] }, ['not restored: files a is gone', 'left behind: files c']],
  [
    { sysctls: ['net.ipv4.ip_forward=0', 'net.ipv4.conf.all.forwarding=0'] },
    { sysctls: ['net.ipv4.ip_forward=1', 'net.ipv4.conf.all.forwarding=1'] },
    ['not restored: net.ipv4.ip_forward 0 → 1'],
  ],
])('tells of %j and then %j what differs, and once', (before, after, expected) => {
  const { changes } = compareSnapshots(ITEMS, snapshot(before), snapshot(after));
  expect(changes.map(stateChangeText)).toEqual(expected);
});

it('counts what both saw, and says what one of them did not', () => {
  const unseen = [{ item: 'rules', reason: 'ip: not found; exit 127' }];
  const { itemCount, unseen: told } = compareSnapshots(ITEMS, { ...snapshot({}), unseen }, snapshot({}));
  expect([itemCount, told]).toEqual([NAMES.length, unseen]);
});
