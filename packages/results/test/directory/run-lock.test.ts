import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { markOf } from '../../src/directory/run-lock.ts';
import { RunDirectory } from '../../src/run-directory.ts';
import { filesBelow } from '../support/files-below.ts';
import { newDirectory, temporaryFolder } from '../support/new-directory.ts';
import { plan, sampleTest } from '../support/sample-test.ts';

const PROGRAM = path.join(import.meta.dirname, '../fixtures/holding-program.ts');
const SAMPLE = sampleTest([plan('dut', { run: ['step1=true'] })]);

/** The path of a run directory that nobody writes. */
async function closedDirectory(root: string): Promise<string> {
  const directory = await newDirectory(root, SAMPLE);
  await directory.close();
  return directory.path;
}

/** A program that has opened a run directory and keeps it open. */
async function heldBy(folder: string) {
  const program = execa(process.execPath, ['--conditions=@conductor/source', PROGRAM, folder], { reject: false });
  await once(program.stdout, 'data');
  // As a member, since a program that is awaited has ended.
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    program.kill(signal);
    await program;
  };
  return { program, end };
}

describe('a run directory that a program writes', () => {
  test('is refused to another, which is told whose it is and what to do', async () => {
    await using folder = await temporaryFolder();
    const run = await closedDirectory(folder.path);
    const holder = await heldBy(run);
    await expect(RunDirectory.open(run)).rejects.toThrow(
      new RegExp(`is being written by .+@.+ \\(pid ${holder.program.pid}\\), since .*; wait for its end, or end it`),
    );
    await holder.end('SIGTERM');
    await using _directory = await RunDirectory.open(run);
  });

  test('is waited for by one that has the time', async () => {
    await using folder = await temporaryFolder();
    const run = await closedDirectory(folder.path);
    const holder = await heldBy(run);
    const opening = RunDirectory.open(run, { lockWaitMs: 20_000 });
    await holder.end('SIGTERM');
    await using directory = await opening;
    expect(directory.path).toBe(run);
  });

  test('is waited for until the signal says otherwise', async () => {
    await using folder = await temporaryFolder();
    await using held = await newDirectory(folder.path, SAMPLE);
    const stop = new AbortController();
    const opening = RunDirectory.open(held.path, { lockWaitMs: 60_000 }, stop.signal);
    stop.abort(new Error('enough'));
    await expect(opening).rejects.toThrow('enough');
  });

  test('is taken over when that program was killed', async () => {
    await using folder = await temporaryFolder();
    const run = await closedDirectory(folder.path);
    const holder = await heldBy(run);
    await holder.end('SIGKILL');
    expect(await filesBelow(run)).toContain('lock');
    await using _directory = await RunDirectory.open(run);
  });

  test('is taken over by one alone of many that come at once', async () => {
    await using folder = await temporaryFolder();
    const run = await closedDirectory(folder.path);
    const dead = { who: 'ann@lab (pid 4711)', since: '2026-11-23T23:15:00.000Z', pid: 2 ** 22 + 1, start: null };
    await writeFile(path.join(run, 'lock'), JSON.stringify({ ...dead, host: hostname() }));
    const openings = await Promise.allSettled(Array.from({ length: 20 }, () => RunDirectory.open(run)));
    const opened = openings.flatMap((opening) => (opening.status === 'fulfilled' ? [opening.value] : []));
    for (const directory of opened) await directory.close();
    expect(opened).toHaveLength(1);
  });

  test('is left alone when the program runs on another host, and the lock is named', async () => {
    await using folder = await temporaryFolder();
    const run = await closedDirectory(folder.path);
    const far = { who: 'ann@far (pid 1)', since: '2026-11-23T23:15:00.000Z', pid: 1, start: null, host: 'far' };
    await writeFile(path.join(run, 'lock'), JSON.stringify(far));
    await expect(RunDirectory.open(run)).rejects.toThrow(
      `by ann@far (pid 1), since 2026-11-23T23:15:00.000Z; if that process is gone, remove ${run}/lock`,
    );
  });

  test.each(['', 'nonsense', '{"pid":1}'])(
    'is free when its lock holds %j, as a crash of the machine leaves it',
    async (text) => {
      await using folder = await temporaryFolder();
      const run = await closedDirectory(folder.path);
      await writeFile(path.join(run, 'lock'), text);
      await using _directory = await RunDirectory.open(run);
      expect(await readFile(path.join(run, 'lock'), 'utf8')).toContain(`(pid ${process.pid})`);
    },
  );

  test('is free when its lock is empty, and so is the mark of who was taking it over', async () => {
    await using folder = await temporaryFolder();
    const run = await closedDirectory(folder.path);
    const lock = path.join(run, 'lock');
    for (const file of [lock, markOf(lock, lock, '')]) await writeFile(file, '');
    await using _directory = await RunDirectory.open(run);
    expect((await filesBelow(run)).filter((name) => name.startsWith('lock'))).toEqual(['lock']);
  });

  test('has no lock any more when it is closed', async () => {
    await using folder = await temporaryFolder();
    const run = await closedDirectory(folder.path);
    expect((await filesBelow(run)).filter((name) => name.startsWith('lock'))).toEqual([]);
  });
});
