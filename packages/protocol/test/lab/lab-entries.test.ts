import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { playerEntries } from '../../src/lab/lab-entries.ts';
import { openLab } from '../../src/lab/open-lab.ts';
import type { PlayerEntry } from '../../src/lab/player-entry.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conductor-lab-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DUT: PlayerEntry = {
  name: 'Dut',
  address: '192.168.5.81:6970',
  identity: { lab: 'k3f9', role: 'player', name: 'Dut' },
  key: 'A'.repeat(43),
  notAfter: new Date('2027-02-24T12:00:00Z'),
  revoked: null,
};

describe('the entries of a lab', () => {
  it('are read as they were written, by their names in whatever case', async () => {
    const entries = playerEntries(folder);
    expect(await entries.all()).toEqual([]);
    expect(await entries.add(DUT)).toBe(true);
    const revoked = { since: new Date('2026-12-01T00:00:00Z'), by: 'ann@bench' };
    await entries.put({ ...DUT, name: 'sink', revoked });
    expect(await entries.get('dUT')).toEqual(DUT);
    expect(await entries.all()).toEqual([DUT, { ...DUT, name: 'sink', revoked }]);
    await entries.remove(DUT);
    expect(await entries.get('Dut')).toBeNull();
  });

  it('are files that nobody else reads, with nothing beside them', async () => {
    await playerEntries(folder).add(DUT);
    expect(readdirSync(join(folder, 'players'))).toEqual(['dut.json']);
    expect(statSync(join(folder, 'players')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'players/dut.json')).mode & 0o777).toBe(0o600);
  });

  it('of one name are one, of however many that are added at once', async () => {
    const hosts = Array.from({ length: 20 }, (_, at) => ({ ...DUT, address: `10.0.0.${at}:6970` }));
    const added = await Promise.all(hosts.map((host) => playerEntries(folder).add(host)));
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await playerEntries(folder).all()).toEqual([hosts[added.indexOf(true)]]);
  });

  it('may be written by hand, with what is needed', async () => {
    await playerEntries(folder).add(DUT);
    const byHand = { name: 'Dut', address: DUT.address, identity: 'conductor://k3f9/player/Dut' };
    writeFileSync(join(folder, 'players/dut.json'), JSON.stringify(byHand));
    expect(await playerEntries(folder).get('dut')).toEqual({ ...DUT, key: null, notAfter: null });
  });

  it.each([
    ['half of a file', (text: string) => text.slice(0, 50), /dut\.json: no entry of a lab/],
    [
      'a name that leads elsewhere',
      (text: string) => text.replace('"Dut"', '"../Dut"'),
      /dut\.json: its "name" is not/,
    ],
    [
      'the identity of a caller',
      (text: string) => text.replace('/player/', '/collector/'),
      /dut\.json: its "identity"/,
    ],
    [
      'a date that is none',
      (text: string) => text.replace('2027-02-24', 'tomorrow '),
      /dut\.json: its "notAfter" is not/,
    ],
  ])('that are garbled are named: %s', async (_, garble, message) => {
    await playerEntries(folder).add(DUT);
    const path = join(folder, 'players/dut.json');
    writeFileSync(path, garble(readFileSync(path, 'utf8')));
    await expect(playerEntries(folder).all()).rejects.toThrow(message);
    await expect(playerEntries(folder).all()).rejects.toMatchObject({ code: 'storage' });
  });

  it('that are garbled are no trouble of the others: who must answer there is still known', async () => {
    await playerEntries(folder).add(DUT);
    await playerEntries(folder).add({ ...DUT, name: 'sink', address: '192.168.5.82:6970' });
    writeFileSync(join(folder, 'players/sink.json'), '{');
    const lab = openLab(folder, 'conductor');
    const expected = await lab.expectPlayer({ name: 'dut', host: '192.168.5.81', port: 6970 });
    expect(expected).toEqual({ kind: 'player', identity: DUT.identity, spkiHash: DUT.key });
    await expect(lab.expectPlayer({ name: 'sink', host: '192.168.5.82', port: 6970 })).rejects.toThrow(/sink\.json/);
  });

  it('are read as they are now, time after time: replaced, written in place, removed and added', async () => {
    const entries = playerEntries(folder);
    const names = async () => (await entries.readable()).entries.map(({ name, address }) => `${name} ${address}`);
    await entries.add(DUT);
    expect(await names()).toEqual(['Dut 192.168.5.81:6970']);
    await entries.put({ ...DUT, address: '192.168.5.91:6970' });
    expect(await names()).toEqual(['Dut 192.168.5.91:6970']);
    const path = join(folder, 'players/dut.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('.91:', '.101:'));
    expect(await names()).toEqual(['Dut 192.168.5.101:6970']);
    await entries.add({ ...DUT, name: 'sink' });
    await entries.remove(DUT);
    expect(await names()).toEqual(['sink 192.168.5.81:6970']);
    chmodSync(join(folder, 'players/sink.json'), 0o666);
    expect((await entries.readable()).faults).toHaveLength(1);
  });

  it('that others may write are not believed', async () => {
    await playerEntries(folder).add(DUT);
    chmodSync(join(folder, 'players/dut.json'), 0o666);
    await expect(playerEntries(folder).get('dut')).rejects.toThrow(
      /dut\.json is not believed: it is open to other users/,
    );
  });
});
