import { lstatSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWhole } from '../../src/fetch/read-whole.ts';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { CLAIM, step } from '../session/trial-fixture.ts';

describe.runIf(process.platform === 'linux')('a file that the system makes when it is read', () => {
  it('comes home as it is, whatever size it says that it has', async () => {
    const { collected } = await fetched('/proc/sys/kernel/ostype', '/sys/class/net/lo/mtu');
    expect(collected.outcomes('collect')).toEqual([
      { kind: 'fetched', files: 1 },
      { kind: 'fetched', files: 1 },
    ]);
    expect(collected.file('collect', 1, 1).toString()).toBe('Linux\n');
    expect(collected.file('collect', 2, 1).toString()).toMatch(/^\d+\n$/);
    expect(collected.journal().flatMap((entry) => (entry.kind === 'file-found' ? [entry.size] : []))).toEqual([
      'Linux\n'.length,
      collected.file('collect', 2, 1).length,
    ]);
  });

  it('is read once: another time it may be something else', async () => {
    const path = '/sys/class/net/lo/mtu';
    const whole = await readWhole(Buffer.from(path), lstatSync(path));
    expect(whole?.content).toEqual(readFileSync(path));
  });

  it('is refused with the reason where it is large, or cannot be read', async () => {
    const { collected } = await fetched('/proc/self/smaps', '/proc/self/mem');
    expect(collected.outcomes('collect')).toMatchObject([
      { kind: 'fetch-failed', reason: expect.stringContaining('copy it in a step, with cat, and fetch the copy') },
      { kind: 'fetch-failed', reason: expect.stringContaining('it cannot be read') },
    ]);
  });
});

async function fetched(...files: readonly string[]) {
  await using player = await playerHere();
  await using driver = await Driver.dial(player.port);
  await driver.say(CLAIM);
  await driver.loadTrial({ collect: files.map((file, at) => step(at + 1, 'fetch', file)) });
  await driver.collect();
  await driver.start('collect');
  await driver.hear('steps-done');
  await driver.end('collect');
  return driver;
}
