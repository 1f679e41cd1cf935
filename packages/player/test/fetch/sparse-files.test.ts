import { randomBytes } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { step } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SIZE = 64 * 2 ** 20;
const DATA = randomBytes(100_000);

describe('a sparse file', () => {
  const path = process.env['PATH'];
  beforeEach(() => {
    vi.stubEnv('PATH', path);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['where a program tells where it has data', null],
    ['where nobody does, and it is read', '/nowhere'],
  ])('%s comes as its data, and is the same file', async (_, programs) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'image');
    await writeSparse(file);
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ collect: [step(1, 'fetch', file)] });
    if (programs !== null) vi.stubEnv('PATH', programs);
    await driver.perform('collect');
    const { collected } = driver;
    expect(collected.outcomes('collect')).toEqual([{ kind: 'fetched', files: 1 }]);
    expect(collected.file('collect', 1, 1).equals(await readFile(file))).toBe(true);
    expect(SIZE - collected.holeBytes).toBeLessThan(4 * DATA.length);
  });
});

/** Data at the beginning, in the middle, and a little before the end. */
async function writeSparse(file: string): Promise<void> {
  await using handle = await open(file, 'w');
  for (const at of [0, SIZE / 2 + 4096, SIZE - 2 * DATA.length]) await handle.write(DATA, 0, DATA.length, at);
  await handle.truncate(SIZE);
  await handle.sync();
  if ((await stat(file)).blocks * 512 > SIZE / 2) throw new Error('this file system keeps no holes');
}
