import { randomBytes } from 'node:crypto';
import { appendFile, open, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { CLAIM, step } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** More than is on its way at a time: of the window of the stream, its queue and the rooms that are read into. */
const SIZE = 24_000_000;

describe('a file that while it is read', () => {
  it.each([
    ['grows', (file: string) => appendFile(file, 'more'), 'it grew from 24000000 to 24000004 bytes while it was read'],
    ['is touched', (file: string) => utimes(file, 1, 1), 'it was written to while it was read, and has the same bytes'],
    ['is removed', (file: string) => rm(file), 'it was removed while it was read; all of it is here'],
    ['is replaced', replace, 'another file took its name while it was read; the one that was found is here'],
  ])('%s comes home as it was, and that is said', async (_, change, remark) => {
    const { collected, file } = await whileRead(change);
    expect(collected.outcomes('collect')).toEqual([{ kind: 'fetched', files: 1 }]);
    expect(collected.file('collect', 1, 1).equals(Buffer.alloc(SIZE, 'a'))).toBe(true);
    expect(collected.ends.get('collect/1/1/file/1')?.remark).toContain(remark);
    expect(collected.remarks()).toEqual([expect.stringContaining(`${file}: ${remark}`)]);
  });

  it('is touched and is large comes home as it was to a slow collector: reading it again leaves alone what waits to be sent', async () => {
    const content = randomBytes(SIZE);
    const { collected } = await whileRead((file) => utimes(file, 1, 1), content, 20);
    expect(collected.outcomes('collect')).toEqual([{ kind: 'fetched', files: 1 }]);
    expect(collected.file('collect', 1, 1).equals(content)).toBe(true);
  });

  it.each([
    ['shrinks', (file: string) => truncate(file, 1_000_000), 'it shrank from 24000000 to 1000000 bytes'],
    ['is overwritten', overwrite, 'what came is partly from before and partly from after'],
    ['is overwritten and grows', overwriteAndAppend, 'what came is partly from before and partly from after'],
  ])('%s fails its step, and does not hang', async (_, change, failure) => {
    const { collected, file } = await whileRead(change);
    expect(collected.outcomes('collect')).toEqual([
      { kind: 'fetch-failed', files: 0, reason: expect.stringContaining(`${file}: it `) },
    ]);
    expect(collected.ends.get('collect/1/1/file/1')?.failure).toContain(failure);
  });
});

/**
 * What comes home of a file that is changed when a part of it was sent: the collector takes no more of it before that is done, and
 * the rest goes on lying where it is.
 */
async function whileRead(change: (file: string) => Promise<void>, content = Buffer.alloc(SIZE, 'a'), chunkPauseMs = 1) {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'changing');
  await writeFile(file, content);
  await using player = await playerHere();
  await using driver = await Driver.dial(player.port);
  await driver.say(CLAIM);
  await driver.loadTrial({ collect: [step(1, 'fetch', file)] });
  let changed: Promise<void> | null = null;
  const after = async () => {
    await pause(chunkPauseMs);
    if (changed === null && driver.collected.file('collect', 1, 1).length > 0) changed = change(file);
    await changed;
  };
  await driver.collect({ after });
  await driver.start('collect');
  await driver.hear('steps-done');
  await driver.end('collect');
  return { collected: driver.collected, file };
}

async function replace(file: string): Promise<void> {
  await writeFile(`${file}.new`, 'new');
  await rename(`${file}.new`, file);
}

/** The beginning, which was read before. */
async function overwrite(file: string): Promise<void> {
  await using handle = await open(file, 'r+');
  await handle.write('b', 0);
}

async function overwriteAndAppend(file: string): Promise<void> {
  await overwrite(file);
  await appendFile(file, 'more');
}
