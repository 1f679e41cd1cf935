import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { ConductorError } from '@conductor/types';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { collectTrial } from '../../src/collect-trial.ts';
import { eventsOf } from '../support/events-of.ts';
import { plan } from '../support/sample-test.ts';
import { file, journalOf, out, run, type ScriptedSource } from '../support/scripted-player.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { type Stage, stage } from '../support/stage.ts';

const DUT = plan('dut', { run: ['step1=echo', 'fetch2=/tmp/*'] });
const JOURNAL = journalOf(
  { kind: 'step-began', step: run(1) },
  {
    kind: 'file-found',
    step: run(2),
    file: 1,
    path: '/tmp/a',
    size: 1,
    mode: 0o644,
    modified: '2020-01-02T03:04:05.000Z',
  },
);
const BIG = randomBytes(3_000_000);
const SHA256 = createHash('sha256').update(BIG).digest('hex');

async function fullDisk(context: TestContext, source: ScriptedSource): Promise<{ disk: SmallDisk; on: Stage }> {
  const disk = (await smallDisk(1024)) ?? context.skip('needs root, to mount a small disk');
  onTestFinished(() => disk[Symbol.asyncDispose]());
  const on = await stage(DUT, { journal: JOURNAL, sources: [source] }, disk.path);
  return { disk, on };
}

/** Resolves when the run has said that its disk is full. */
async function saysSo(on: Stage): Promise<void> {
  await expect.poll(() => on.directory.result().problems).toHaveLength(1);
  expect(on.directory.result().problems[0]).toMatch(/^no room to write .*make room on that disk/);
}

test('on a full disk an output waits for room, acknowledges nothing that is not held, and comes home whole', async (context) => {
  const { disk, on } = await fullDisk(context, out(1, BIG));
  const collecting = on.collect();
  await saysSo(on);
  expect(on.player.held.get('run/1/1/out/0') ?? 0).toBeLessThan(1_100_000);
  expect(on.player.complete.size).toBe(0);
  await disk.grow(8192);
  await collecting;
  expect(on.step('run', 1).stdout).toMatchObject({ bytes: BIG.length, sha256: SHA256 });
  expect(on.directory.result().problems).toHaveLength(1);
  await on[Symbol.asyncDispose]();
});

test('on a full disk a fetched file waits for room as well', async (context) => {
  const { disk, on } = await fullDisk(context, file(run(2), 1, BIG));
  const collecting = on.collect();
  await saysSo(on);
  await disk.grow(8192);
  await collecting;
  expect(on.step('run', 2).files).toMatchObject([{ bytes: BIG.length, sha256: SHA256 }]);
  await on[Symbol.asyncDispose]();
});

test('events that happen while the disk is full are folded at once, and written when there is room', async (context) => {
  const { disk, on } = await fullDisk(context, out(1, BIG));
  const collecting = on.collect();
  await saysSo(on);
  on.directory.append({ kind: 'interrupted', signal: 'SIGINT', count: 1 });
  expect(on.directory.result().problems.at(-1)).toBe('interrupted by SIGINT');
  await disk.grow(8192);
  await collecting;
  await on.directory.close();
  const kinds = (await eventsOf(on.directory.path)).map(({ kind }) => kind);
  expect(kinds).toEqual(on.events.map(({ kind }) => kind));
  expect(kinds).toContain('interrupted');
  await on[Symbol.asyncDispose]();
});

test('who gives up waiting gets the reason, and closing does not wait', async (context) => {
  const { on } = await fullDisk(context, out(1, BIG));
  const giveUp = new AbortController();
  const collecting = collectTrial(on.collection, giveUp.signal);
  await saysSo(on);
  const reason = new ConductorError('interrupted', 'the user has had enough');
  giveUp.abort(reason);
  await expect(collecting).rejects.toBe(reason);
  on.directory.append({ kind: 'problem', text: 'x'.repeat(5000) });
  await expect(on.directory.close()).rejects.toMatchObject({
    code: 'storage',
    message: expect.stringMatching(/the disk is full|disk is still full/),
  });
  // What is not in the events is not in run.json either: there the run would have an end that a power cut could take back.
  expect(await readFile(path.join(on.directory.path, 'run.json'), 'utf8')).not.toContain('xxx');
  await on.player[Symbol.asyncDispose]();
  await rm(on.folder, { recursive: true });
});
