import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchStep } from '@conductor/types';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { CLAIM, heartbeat, step } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('a fetch', () => {
  it('brings the files that match home, byte for byte, and tells what they were', async () => {
    await using folder = await temporaryFolder();
    const bytes = randomBytes(200_000);
    await writeFile(join(folder.path, 'a b.pcap'), bytes, { mode: 0o640 });
    await utimes(join(folder.path, 'a b.pcap'), 1, 1_700_000_000);
    await writeFile(join(folder.path, 'empty.pcap'), '');
    await writeFile(join(folder.path, '.hidden.pcap'), 'hidden');
    const driver = await fetching(join(folder.path, '*.pcap'));
    expect(driver.outcomes('collect')).toEqual([{ kind: 'fetched', files: 2 }]);
    expect(driver.file('collect', 1, 1).equals(bytes)).toBe(true);
    expect(driver.journal().find(({ kind }) => kind === 'file-found')).toMatchObject({
      file: 1,
      path: join(folder.path, 'a b.pcap'),
      size: 200_000,
      mode: 0o640,
      modified: '2023-11-14T22:13:20.000Z',
    });
    expect(driver.ends.get('collect/1/1/file/2')).toMatchObject({ bytes: 0, failure: null });
  });

  it('understands what the shell does, and runs nothing', async () => {
    await using folder = await temporaryFolder();
    for (const name of ['if0.csv', 'if1.csv', 'ifx.csv', '*.csv']) await writeFile(join(folder.path, name), name);
    const digits = await fetching(join(folder.path, 'if[0-9].csv'));
    expect(digits.outcomes('collect')).toEqual([{ kind: 'fetched', files: 2 }]);
    const star = await fetching(join(folder.path, '[*].csv'));
    expect(star.file('collect', 1, 1).toString()).toBe('*.csv');
    const ran = join(folder.path, 'ran');
    const code = await fetching(`/$(touch ${ran})\`touch ${ran}\`; touch ${ran}`);
    expect(code.outcomes('collect')).toMatchObject([
      { kind: 'fetch-failed', reason: expect.stringContaining('no file matches') },
    ]);
    await expect(link(ran, `${ran}2`)).rejects.toThrow('ENOENT');
  });

  it('refuses what is no regular file, with the reason, and brings the others', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'file'), 'content');
    await symlink('/etc/passwd', join(folder.path, 'link'));
    await execa('mkfifo', [join(folder.path, 'pipe')]);
    await mkdir(join(folder.path, 'sub'));
    const driver = await fetching(join(folder.path, '*'));
    expect(driver.outcomes('collect')).toMatchObject([{ kind: 'fetch-failed', files: 1 }]);
    const refused = driver.journal().flatMap((record) => (record.kind === 'file-refused' ? [record.reason] : []));
    expect(refused).toEqual([
      expect.stringContaining('a symbolic link'),
      expect.stringContaining('a named pipe'),
      expect.stringContaining('a folder'),
    ]);
  });

  it.each([
    ['/no/such/folder/*.pcap', 'no file matches /no/such/folder/*.pcap'],
    ['relative/*.pcap', 'relative/*.pcap is not an absolute path'],
    ['/dev/null', '/dev/null: it is a device, and only regular files are fetched'],
  ])('of %s fails: %s', async (pattern, reason) => {
    const driver = await fetching(pattern);
    expect(driver.outcomes('collect')).toEqual([{ kind: 'fetch-failed', files: 0, reason }]);
  });

  it('with a limit leaves a larger file where it is, says how large it is, and brings the others', async () => {
    await using folder = await temporaryFolder();
    for (const size of [999, 1000, 1001]) await writeFile(join(folder.path, `${size}`), Buffer.alloc(size));
    const driver = await fetching(join(folder.path, '*'), { maxBytes: 1000 });
    const reason = 'it has 1001 bytes, and files of at most 1000 are fetched here (max_fetch, or fetchN maxSIZE)';
    expect(driver.outcomes('collect')).toEqual([
      { kind: 'fetch-failed', files: 2, reason: `${folder.path}/1001: ${reason}` },
    ]);
    expect(driver.journal().find(({ kind }) => kind === 'file-refused')).toMatchObject({ reason });
  });

  it('of a file that the player may not read says so', async (context) => {
    if (process.getuid?.() === 0) return context.skip('needs a user who is not root; root may read everything');
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'secret'), 'content');
    await chmod(join(folder.path, 'secret'), 0);
    const driver = await fetching(join(folder.path, 'secret'));
    expect(driver.outcomes('collect')).toMatchObject([{ reason: expect.stringContaining('may not read') }]);
  });

  it('brings names home that are no UTF-8', async () => {
    await using folder = await temporaryFolder();
    await writeFile(Buffer.concat([Buffer.from(`${folder.path}/odd-`), Buffer.from([0xff, 0xfe])]), 'content');
    const driver = await fetching(join(folder.path, 'odd-*'));
    expect(driver.outcomes('collect')).toEqual([{ kind: 'fetched', files: 1 }]);
    expect(driver.journal().find(({ kind }) => kind === 'file-found')).toMatchObject({
      path: `${folder.path}/odd-\\xff\\xfe`,
    });
  });

  it('of more files than may be open at once brings them all', async () => {
    await using folder = await temporaryFolder();
    for (let at = 0; at < 300; at += 1) await writeFile(join(folder.path, `file-${at}`), `${at}`);
    const driver = await fetching(join(folder.path, 'file-*'));
    expect(driver.outcomes('collect')).toEqual([{ kind: 'fetched', files: 300 }]);
  });

  it('that no collector takes ends when the lease does', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.say(CLAIM);
    await driver.loadTrial({ collect: [step(1, 'fetch', '/etc/hostname')] }, { leaseMs: 3_000 });
    await driver.start('collect');
    const beating = setInterval(() => void driver.say(heartbeat()), 100);
    await driver.hear('steps-done');
    clearInterval(beating);
    await driver.collect();
    await driver.end('collect');
    const reason = 'no collector took anything of it for 3 s';
    expect(driver.collected.outcomes('collect')).toEqual([{ kind: 'fetch-failed', files: 0, reason }]);
  });

  it('in Run is taken even while other results are held back', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: [step(1, 'fetch', '/etc/hostname')] }, { live: false });
    expect(await driver.perform('run')).toBe(0);
  });
});

/** What came of a fetch of this pattern. */
async function fetching(pattern: string, how: Pick<FetchStep, 'maxBytes'> = {}) {
  await using player = await playerHere();
  await using driver = await Driver.dial(player.port);
  await driver.load({ collect: [{ ...step(1, 'fetch', pattern), ...how }] });
  await driver.perform('collect');
  return driver.collected;
}
