import { chmod, mkdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunEvent, RunEventBody } from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { RunDirectory } from '../src/run-directory.ts';
import { filesBelow } from './support/files-below.ts';
import { newDirectory, newRun, RUN_ID, temporaryFolder } from './support/new-directory.ts';
import { FACTS, plan, sampleTest } from './support/sample-test.ts';

const DUT = plan('dut', { run: ['step1=true'] });
const TRIAL = { caseName: '', trial: 1 };
const TRIAL_STARTED: RunEventBody = { kind: 'trial-started', trial: TRIAL };

describe('a new run directory', () => {
  test('holds the test, the events and the result, and both links lead to it', async () => {
    await using folder = await temporaryFolder();
    const directory = await newDirectory(folder.path, sampleTest([DUT]));
    directory.append({ kind: 'player-greeted', player: 'dut', facts: FACTS, identity: null });
    await directory.close();
    expect(directory.path).toBe(path.join(folder.path, 'sample', RUN_ID));
    expect(await filesBelow(directory.path)).toEqual([
      'events.ndjson',
      'players/dut.json',
      'run.json',
      'test/sample.cfg',
      'test/test.json',
    ]);
    expect(await readlink(path.join(folder.path, 'latest'))).toBe(path.join('sample', RUN_ID));
    expect(await readlink(path.join(folder.path, 'sample', 'latest'))).toBe(RUN_ID);
    expect(JSON.parse(await readFile(path.join(directory.path, 'players/dut.json'), 'utf8'))).toEqual(FACTS);
    expect(JSON.parse(await readFile(path.join(directory.path, 'test/test.json'), 'utf8'))).toEqual(sampleTest([DUT]));
  });

  test('keeps every config file byte for byte, also two of one name and one called test.json', async () => {
    await using folder = await temporaryFolder();
    const latin1 = Buffer.from('[Test]\nname: gr\xf6\xdfe\r\n', 'latin1');
    const sources = [
      { file: 'a/dut.cfg', content: 'one' },
      { file: 'b/dut.cfg', content: latin1 },
      { file: 'test.json', content: 'three' },
    ];
    await using directory = await RunDirectory.create({ ...newRun(folder.path, sampleTest([DUT])), sources });
    const stored = (name: string) => readFile(path.join(directory.path, 'test', name));
    expect((await stored('dut.cfg')).toString()).toBe('one');
    expect(await stored('2-dut.cfg')).toEqual(latin1);
    expect((await stored('2-test.json')).toString()).toBe('three');
  });

  test('a second run moves the links, and leaves the first run as it is', async () => {
    await using folder = await temporaryFolder();
    const test = sampleTest([DUT]);
    const first = await newDirectory(folder.path, test);
    await first.close();
    const before = await readFile(path.join(first.path, 'run.json'), 'utf8');
    await using second = await RunDirectory.create({ ...newRun(folder.path, test), runId: '20261124T000000Z-aaaa' });
    expect(path.basename(second.path)).toBe('20261124T000000Z-aaaa');
    expect(await readlink(path.join(folder.path, 'latest'))).toBe('sample/20261124T000000Z-aaaa');
    expect(await readFile(path.join(first.path, 'run.json'), 'utf8')).toBe(before);
  });

  test.each([
    ['no file', []],
    ['copies of the test', ['test/test.json', 'test/sample.cfg']],
    ['an empty event log', ['test/test.json', 'events.ndjson']],
    ['the beginning of its first event', ['events.ndjson']],
  ])('is made of what a program left that died while it made it: %s', async (_left, files) => {
    await using folder = await temporaryFolder();
    const begun = path.join(folder.path, 'sample', RUN_ID);
    await mkdir(path.join(begun, 'test'), { recursive: true });
    for (const file of files) await writeFile(path.join(begun, file), file === 'events.ndjson' ? '' : '{"half');
    if (files.length === 1) await writeFile(path.join(begun, 'events.ndjson'), '{"time":"2026-');
    await using directory = await newDirectory(folder.path, sampleTest([DUT]));
    await directory.written();
    expect((await readFile(path.join(begun, 'events.ndjson'), 'utf8')).startsWith('{"time":"2026-')).toBe(true);
    expect(JSON.parse(await readFile(path.join(begun, 'test/test.json'), 'utf8'))).toEqual(sampleTest([DUT]));
  });

  test('is never made where a run has begun', async () => {
    await using folder = await temporaryFolder();
    const first = await newDirectory(folder.path, sampleTest([DUT]));
    await first.close();
    const before = await filesBelow(first.path);
    await expect(newDirectory(folder.path, sampleTest([DUT]))).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining('a run has begun in it'),
    });
    expect(await filesBelow(first.path)).toEqual(before);
  });

  test('a test called latest does not take the place of the link', async () => {
    await using folder = await temporaryFolder();
    await using directory = await newDirectory(folder.path, { ...sampleTest([DUT]), name: 'latest' });
    expect(path.relative(folder.path, directory.path)).toBe(path.join('%6Catest', RUN_ID));
    expect(await readlink(path.join(folder.path, 'latest'))).toBe(path.join('%6Catest', RUN_ID));
  });

  test('a name of a test that would leave the results directory stays below it', async () => {
    await using folder = await temporaryFolder();
    const root = path.join(folder.path, 'results');
    await using directory = await newDirectory(root, { ...sampleTest([DUT]), name: '../../etc' });
    expect(path.relative(root, directory.path)).toBe(path.join('..%2F..%2Fetc', RUN_ID));
  });

  test('something that stands where a link belongs is a problem of the run, and does not stop it', async () => {
    await using folder = await temporaryFolder();
    await mkdir(path.join(folder.path, 'latest'));
    await writeFile(path.join(folder.path, 'latest', 'mine'), 'mine');
    await using directory = await newDirectory(folder.path, sampleTest([DUT]));
    expect(directory.result().problems).toEqual([expect.stringContaining('latest')]);
    expect(await readFile(path.join(folder.path, 'latest', 'mine'), 'utf8')).toBe('mine');
  });
});

describe('a results directory that cannot be used is said by its path, with what to do', () => {
  test('a file', async () => {
    await using folder = await temporaryFolder();
    const root = path.join(folder.path, 'results');
    await writeFile(root, '');
    await expect(newDirectory(root, sampleTest([DUT]))).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringMatching(/results.*choose another/),
    });
  });

  test('below a file', async () => {
    await using folder = await temporaryFolder();
    await writeFile(path.join(folder.path, 'file'), '');
    await expect(newDirectory(path.join(folder.path, 'file/results'), sampleTest([DUT]))).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringMatching(/file\/results.*choose another directory with --results/),
    });
  });

  test('not writable', async (context) => {
    if (process.getuid?.() === 0) context.skip('needs a user who is not root');
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o500);
    await expect(newDirectory(folder.path, sampleTest([DUT]))).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringMatching(/may not write there; choose another directory with --results/),
    });
    await chmod(folder.path, 0o700);
  });

  test('forbidden to everybody', async (context) => {
    if (process.platform !== 'linux') context.skip('needs /sys');
    await expect(newDirectory('/sys/results', sampleTest([DUT]))).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringMatching(/results directory \/sys\/results: .*choose another directory with --results/),
    });
  });

  test('a run of this name is being written', async () => {
    await using folder = await temporaryFolder();
    await using _first = await newDirectory(folder.path, sampleTest([DUT]));
    await expect(newDirectory(folder.path, sampleTest([DUT]))).rejects.toMatchObject({ code: 'busy' });
  });
});

describe('a run directory that is opened again', () => {
  test('goes on where it was, and a torn last line is gone', async () => {
    await using folder = await temporaryFolder();
    const first = await newDirectory(folder.path, sampleTest([DUT]));
    first.append(TRIAL_STARTED);
    await first.close();
    const events = path.join(first.path, 'events.ndjson');
    const whole = await readFile(events, 'utf8');
    await writeFile(events, `${whole}{"time":"2026-11-23T23:1`);
    const seen: RunEvent[] = [];
    const second = await RunDirectory.open(first.path, { observe: (event) => seen.push(event) });
    second.append({ kind: 'trial-ended', trial: TRIAL });
    await second.close();
    expect(seen.map(({ kind }) => kind)).toEqual(['trial-ended']);
    const lines = (await readFile(events, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).kind)).toEqual(['run-started', 'trial-started', 'trial-ended']);
    expect(second.result().trials[0]?.endTime).not.toBeNull();
  });

  test('a directory without a run is refused by its path', async () => {
    await using folder = await temporaryFolder();
    await expect(RunDirectory.open(folder.path)).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining('events.ndjson'),
    });
  });

  test('events.ndjson that is a link is not written through', async () => {
    await using folder = await temporaryFolder();
    const directory = await newDirectory(folder.path, sampleTest([DUT]));
    await directory.close();
    const elsewhere = path.join(folder.path, 'elsewhere');
    const events = path.join(directory.path, 'events.ndjson');
    await writeFile(elsewhere, await readFile(events));
    await rm(events);
    await symlink(elsewhere, events);
    await expect(RunDirectory.open(directory.path)).rejects.toMatchObject({ code: 'storage' });
  });
});
