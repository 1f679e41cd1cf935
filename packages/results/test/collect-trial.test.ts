import { link, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ResultsCall } from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { collectTrial } from '../src/collect-trial.ts';
import { runResult } from '../src/fold/run-result.ts';
import { emptyRun } from '../src/fold/run-state.ts';
import { foldRun } from '../src/fold-run.ts';
import { RunDirectory } from '../src/run-directory.ts';
import { eventsOf } from './support/events-of.ts';
import { filesBelow } from './support/files-below.ts';
import { plan } from './support/sample-test.ts';
import { file, journalOf, out, run, type Script } from './support/scripted-player.ts';
import { stage } from './support/stage.ts';

const DUT = plan('dut', { run: ['step1=echo hello', 'fetch2=/tmp/*.txt'] });
const SCRIPT: Script = {
  journal: journalOf(
    { kind: 'step-began', step: run(1) },
    { kind: 'step-ended', step: run(1), outcome: { kind: 'exited', code: 0 }, durationMs: 1.5 },
    {
      kind: 'file-found',
      step: run(2),
      file: 1,
      path: '/tmp/a.txt',
      size: 3,
      mode: 0o644,
      modified: '2020-01-02T03:04:05.000Z',
    },
  ),
  sources: [out(1, 'hello\n'), file(run(2), 1, 'abc')],
};

/** Says nothing until the collector has gone. */
function untilClosed({ closed }: ResultsCall): Promise<void> {
  return new Promise((resolve) => closed.addEventListener('abort', () => resolve(), { once: true }));
}

describe('a trial', () => {
  test('comes home whole: journal, outputs and files, and all of it is acknowledged', async () => {
    await using on = await stage(DUT, SCRIPT);
    await on.collect();
    expect(on.step('run', 1)).toMatchObject({ verdict: 'passed', durationMs: 1.5, stdout: { bytes: 6 } });
    expect(on.step('run', 2).files).toMatchObject([{ source: '/tmp/a.txt', bytes: 3 }]);
    await expect.poll(() => on.player.complete).toEqual(new Set(['run/1/1/out/0', 'run/2/1/file/1']));
    await expect.poll(() => on.player.held.get('journal/1')).toBe(SCRIPT.journal.length);
  });

  test('is told only of what is durable: bytes first, then the event, then the word to the player', async () => {
    await using on = await stage(DUT, SCRIPT);
    await on.collect();
    const stored = await eventsOf(on.directory.path);
    expect(stored).toEqual(on.events);
    expect(runResult(stored.reduce(foldRun, emptyRun()))).toEqual(on.directory.result());
    for (const event of stored) {
      if (event.kind !== 'output-collected' && event.kind !== 'file-fetched') continue;
      expect((await readFile(path.join(on.directory.path, event.path ?? ''))).length).toBe(event.bytes);
    }
  });

  test('that is called again after every cut is dialled again', async () => {
    await using on = await stage(DUT, { ...SCRIPT, cutAfter: (_follow, conversations) => 40 * 4 ** conversations });
    await on.collect();
    expect(on.player.follows.length).toBeGreaterThan(1);
    expect(on.step('run', 1).stdout.bytes).toBe(6);
    expect(on.events.filter(({ kind }) => kind === 'journal')).toHaveLength(3);
  });

  test('over a connection of the caller is lost with the connection, and the part of an output is told', async () => {
    const script: Script = { ...SCRIPT, sources: [{ ...out(1, 'hello\n'), open: true }, out(1, 'hello\n')] };
    await using on = await stage(DUT, { ...script, cutAfter: () => script.journal.length + 6 });
    await using connection = await on.player.dial(AbortSignal.timeout(30_000));
    await expect(collectTrial({ ...on.what, connection }, AbortSignal.timeout(30_000))).rejects.toMatchObject({
      code: 'lost',
    });
    expect(on.step('run', 1).stdout).toMatchObject({ path: 'trial-001/run/dut/01-step1.out', bytes: 6, sha256: null });
  });

  test('that is given up throws the reason at once, though the player says nothing', async () => {
    await using on = await stage(DUT, { ...SCRIPT, instead: untilClosed });
    const giveUp = new AbortController();
    const collecting = collectTrial(on.collection, giveUp.signal);
    await expect.poll(() => on.player.follows).toHaveLength(1);
    const reason = new ConductorError('interrupted', 'its results are not waited for any more');
    giveUp.abort(reason);
    await expect(collecting).rejects.toBe(reason);
  });

  test('of a player that nobody can dial is waited for until it is given up', async () => {
    await using on = await stage(DUT, SCRIPT);
    let calls = 0;
    const giveUp = new AbortController();
    const dial = async () => {
      calls += 1;
      if (calls === 2) giveUp.abort(new ConductorError('interrupted', 'enough'));
      throw new ConductorError('unreachable', 'nobody there');
    };
    await expect(collectTrial({ ...on.what, dial }, giveUp.signal)).rejects.toMatchObject({
      code: 'interrupted',
    });
  });

  test('of a player that refuses is not tried again', async () => {
    await using on = await stage(DUT, SCRIPT);
    const dial = async () => {
      throw new ConductorError('identity', 'who are you?');
    };
    await expect(collectTrial({ ...on.what, dial }, AbortSignal.timeout(30_000))).rejects.toMatchObject({
      code: 'identity',
    });
  });
});

describe('a collector that goes on after another', () => {
  test('acknowledges anew what it finds, as the other may have gone before it did', async () => {
    await using on = await stage(DUT, { ...SCRIPT, sources: [{ ...out(1, 'hel'), open: true }] });
    await on.collect();
    on.player.held.clear();
    on.player.complete.clear();
    await on.collect();
    expect(on.player.follows[1]?.positions).toEqual([
      { source: { kind: 'journal', segment: 1 }, offset: SCRIPT.journal.length },
      { source: out(1, '').source, offset: 3 },
    ]);
    await expect.poll(() => on.player.held.get('run/1/1/out/0')).toBe(3);
    await expect.poll(() => on.player.held.get('journal/1')).toBe(SCRIPT.journal.length);
  });

  test('that had placed a file and not told of it places no second one', async () => {
    await using on = await stage(DUT, SCRIPT);
    await on.collect();
    await on.directory.close();
    const folder = on.directory.path;
    const events = path.join(folder, 'events.ndjson');
    const lines = (await readFile(events, 'utf8')).split('\n').filter((line) => !line.includes('"file-fetched"'));
    await writeFile(events, lines.join('\n'));
    await mkdir(path.join(folder, 'trial-001/run/dut/.incoming'));
    await link(
      path.join(folder, 'trial-001/run/dut/files/tmp/a.txt'),
      path.join(folder, 'trial-001/run/dut/.incoming/02-1'),
    );
    await using directory = await RunDirectory.open(folder);
    expect(directory.result().trials[0]?.phases[1]?.players[0]?.steps[1]?.files).toEqual([]);
    await collectTrial({ ...on.what, dial: on.player.dial, directory }, AbortSignal.timeout(30_000));
    expect(await filesBelow(path.join(folder, 'trial-001'))).toEqual([
      'run/dut/01-step1.out',
      'run/dut/files.json',
      'run/dut/files/tmp/a.txt',
    ]);
    expect(directory.result().trials[0]?.phases[1]?.players[0]?.steps[1]?.files).toHaveLength(1);
  });

  test('begins an output anew that the other left no word of', async () => {
    await using on = await stage(DUT, SCRIPT);
    const stray = path.join(on.directory.path, 'trial-001/run/dut');
    await mkdir(stray, { recursive: true });
    await writeFile(path.join(stray, '01-step1.out'), 'hello, and something that the player never wrote');
    await on.collect();
    expect(await readFile(path.join(stray, '01-step1.out'), 'utf8')).toBe('hello\n');
  });
});
