import type { ResultsFrame } from '@conductor/protocol';
import type { JournalEntry } from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { collectTrial } from '../../src/collect-trial.ts';
import { foldRun } from '../../src/fold-run.ts';
import { eventsOf } from '../support/events-of.ts';
import { filesBelow } from '../support/files-below.ts';
import { plan } from '../support/sample-test.ts';
import { file, journalOf, out, run, type Script } from '../support/scripted-player.ts';
import { type Stage, stage } from '../support/stage.ts';

const DUT = plan('dut', { run: ['step1=echo', 'fetch2=/tmp/*'] });
const BEGAN: JournalEntry = { kind: 'step-began', step: run(1) };

function sends(frames: Iterable<ResultsFrame>): Script {
  return {
    journal: Buffer.alloc(0),
    sources: [],
    instead: async (call) => {
      for (const frame of frames) await call.send(frame);
    },
  };
}

function journalFrame(text: string): ResultsFrame {
  return { kind: 'chunk', source: { kind: 'journal', segment: 1 }, offset: 0, data: Buffer.from(text) };
}

const HOSTILE: [string, Script, RegExp][] = [
  [
    'output of a step that it was never given',
    { journal: journalOf(BEGAN), sources: [out(9, 'x')] },
    /run step 9.*never given/,
  ],
  [
    'output of an attempt that it was never given',
    {
      journal: journalOf(BEGAN),
      sources: [
        { ...out(1, 'x'), source: { kind: 'output', step: { ...run(1), attempt: 2 }, channel: 'out', generation: 0 } },
      ],
    },
    /attempt 2/,
  ],
  ['output of a fetch', { journal: journalOf(BEGAN), sources: [out(2, 'x')] }, /which runs no command/],
  ['a file of a command', { journal: journalOf(BEGAN), sources: [file(run(1), 1, 'x')] }, /which fetches none/],
  [
    'a file that its journal does not tell of',
    { journal: journalOf(BEGAN), sources: [file(run(2), 1, 'x')] },
    /file 1 of a fetch before/,
  ],
  [
    'a record of a step that it was never given',
    { journal: journalOf({ ...BEGAN, step: run(7) }), sources: [] },
    /run step 7/,
  ],
  [
    'a journal with a gap',
    { journal: journalOf(BEGAN, BEGAN).subarray(journalOf(BEGAN).length), sources: [] },
    /journal record 2 after 0/,
  ],
  ['a journal that is none', sends([journalFrame('rm -rf /\n')]), /a journal record that is none/],
  ['a journal line without end', sends(endless()), /a journal line of more than 1048576 bytes/],
  [
    'the journal of another run',
    {
      journal: journalOf({
        kind: 'trial-loaded',
        run: { runId: 'another', epoch: 1 },
        trial: { caseName: '', trial: 1 },
        player: 'dut',
        containment: 'sweep',
        bootId: 'b',
      }),
      sources: [],
    },
    /the journal of run another/,
  ],
  [
    'bytes out of order',
    sends([
      journalFrame(journalOf(BEGAN).toString()),
      {
        kind: 'chunk',
        source: out(1, '').source,
        offset: 5,
        data: Buffer.from('x'),
      },
    ]),
    /from byte 5 on, out of order/,
  ],
];

function endless(): ResultsFrame[] {
  return Array.from(
    { length: 20 },
    (_, place): ResultsFrame => ({
      kind: 'chunk',
      source: { kind: 'journal', segment: 1 },
      offset: place * 100_000,
      data: Buffer.alloc(100_000, 'x'),
    }),
  );
}

describe('a player that sends what it may not is refused by name, and writes nothing', () => {
  test.each(HOSTILE)('%s', async (_sentence, script, message) => {
    await using on = await stage(DUT, script);
    await expect(on.collect()).rejects.toMatchObject({
      code: 'protocol',
      player: 'dut',
      message: expect.stringMatching(message),
    });
    expect((await filesBelow(on.directory.path)).filter((name) => name.startsWith('trial'))).toEqual([]);
  });
});

describe('a player that has more results of a trial than max_results', () => {
  const LONG: Script = { journal: journalOf(BEGAN), sources: [out(1, Buffer.alloc(10_000))], chunkBytes: 1000 };
  const collectFrom = (on: Stage, limits: { readonly maxResultsBytes?: number }) =>
    collectTrial({ ...on.what, dial: on.player.dial, ...limits }, AbortSignal.timeout(30_000));

  test('is refused with the output that it was at, and what it sent before stays', async () => {
    await using on = await stage(DUT, LONG);
    const text = /its max_results of 5000 bytes; it was at the output of run step1, of which 4000 bytes are kept/;
    await expect(collectFrom(on, { maxResultsBytes: 5000 })).rejects.toMatchObject({
      code: 'protocol',
      player: 'dut',
      message: expect.stringMatching(text),
    });
    expect(on.step('run', 1).stdout).toMatchObject({ bytes: 4000, sha256: null });
  });

  test('has the same limit when it is called again: what is here counts', async () => {
    await using on = await stage(DUT, { ...LONG, cutAfter: () => 3000 });
    await expect(collectFrom(on, { maxResultsBytes: 8000 })).rejects.toMatchObject({ code: 'protocol' });
    expect(on.step('run', 1).stdout.bytes).toBeLessThanOrEqual(8000);
  });

  test('gives the rest as soon as it may', async () => {
    await using on = await stage(DUT, LONG);
    await expect(collectFrom(on, { maxResultsBytes: 5000 })).rejects.toMatchObject({ code: 'protocol' });
    await collectFrom(on, {});
    expect(on.step('run', 1).stdout).toMatchObject({ bytes: 10_000, sha256: expect.any(String) });
  });
});

test('files that a player tells of without end fill no memory: in all trials together there are only so many', async () => {
  const found: JournalEntry = {
    kind: 'file-found',
    step: run(2),
    file: 1,
    path: `/${'x'.repeat(8_000)}`,
    size: 1,
    mode: 0o600,
    modified: '2026-11-23T23:15:00Z',
  };
  await using on = await stage(DUT, { journal: journalOf(BEGAN, found), sources: [] });
  const earlier = { kind: 'journal', player: 'dut', trial: { caseName: '', trial: 2 }, segment: 1, offset: 1 } as const;
  const stamp = { time: '2026-11-23T23:15:00Z', monotonicNs: '1' };
  for (let file = 1; file <= 8_255; file += 1) {
    foldRun(on.directory.state, { time: stamp.time, ...earlier, record: { seq: file, ...stamp, ...found, file } });
  }
  await expect(on.collect()).rejects.toMatchObject({
    code: 'protocol',
    message: expect.stringMatching(/more files and truncated outputs than can be kept in mind/),
  });
});

test('what a player says in its records is kept as it is, and never used as a path', async () => {
  const evil = '\u001b[31m../../../etc/passwd\n';
  await using on = await stage(DUT, {
    journal: journalOf(
      BEGAN,
      { kind: 'remark', text: evil, step: run(1) },
      { kind: 'file-refused', step: run(2), path: evil, reason: evil },
    ),
    sources: [],
  });
  await on.collect();
  expect(on.step('run', 1).remarks).toEqual([evil]);
  expect((await filesBelow(on.directory.path)).filter((name) => name.startsWith('trial'))).toEqual([
    'trial-001/run/dut/files.json',
  ]);
});

test("a player that remarks without end fills nobody's memory: run.json keeps some, events.ndjson all", async () => {
  const remark: JournalEntry = { kind: 'remark', step: run(1), text: 'x'.repeat(8_000) };
  await using on = await stage(DUT, { journal: journalOf(BEGAN, ...Array(200).fill(remark)), sources: [] });
  await on.collect();
  const { remarks } = on.step('run', 1);
  expect(remarks.at(-1)).toBe('more were said; events.ndjson has them all');
  expect(remarks.join('').length).toBeLessThan(300_000);
  expect((await eventsOf(on.directory.path)).filter(({ kind }) => kind === 'journal')).toHaveLength(201);
});
