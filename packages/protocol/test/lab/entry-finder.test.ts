import { describe, expect, it } from 'vitest';
import { entryFinder } from '../../src/lab/entry-finder.ts';
import type { PlayerEntry } from '../../src/lab/player-entry.ts';

function entry(name: string, address: string, isRevoked = false): PlayerEntry {
  const revoked = isRevoked ? { since: new Date(0), by: 'ann@bench' } : null;
  const identity = { lab: 'k3f9', role: 'player', name } as const;
  return { name, address, identity, key: null, notAfter: null, revoked };
}

const DUT = entry('dut', '10.0.0.5:6970');
const SINK = entry('sink', '10.0.0.6:6970');

describe('who must answer at an address', () => {
  it.each<[string, readonly PlayerEntry[], string, string, PlayerEntry | null]>([
    ['who was enrolled there', [DUT, SINK], 'dut', '10.0.0.5', DUT],
    ['who was enrolled there, whatever the test calls it', [DUT, SINK], 'sink', '10.0.0.5', DUT],
    ['who has the name, where nobody was enrolled', [DUT, SINK], 'Sink', 'sink.lab', SINK],
    ['nobody, of whom nothing is known', [DUT], 'source', '10.0.0.7', null],
    ['the last that was enrolled there', [entry('old', '10.0.0.5:6970', true), DUT], 'x', '10.0.0.5', DUT],
    [
      'a revoked one, which then says so',
      [entry('dut', '10.0.0.5:6970', true)],
      'dut',
      '10.0.0.5',
      entry('dut', '10.0.0.5:6970', true),
    ],
    [
      'who was enrolled at another spelling of it',
      [entry('v6', '[FD00::0:1]:6970')],
      'x',
      'fd00::1',
      entry('v6', '[FD00::0:1]:6970'),
    ],
    ['who was enrolled at a name', [entry('named', 'DUT.lab:6970')], 'x', 'dut.lab', entry('named', 'DUT.lab:6970')],
  ])('is %s', (_, entries, name, host, expected) => {
    expect(entryFinder(entries)({ name, host, port: 6970 })).toEqual(expected);
  });

  it('is somebody else at another port', () => {
    expect(entryFinder([DUT])({ name: 'other', host: '10.0.0.5', port: 6971 })).toBeNull();
  });
});
