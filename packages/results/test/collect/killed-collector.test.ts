import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JournalEntry } from '@conductor/types';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { RunDirectory } from '../../src/run-directory.ts';
import { eventsOf } from '../support/events-of.ts';
import { filesBelow } from '../support/files-below.ts';
import { plan } from '../support/sample-test.ts';
import { file, journalOf, out, run } from '../support/scripted-player.ts';
import { stage } from '../support/stage.ts';

/** How often the collector is killed. */
const KILLS = Number(process.env['CONDUCTOR_KILLS'] ?? 6);
const STEPS = 30;
const FETCH = STEPS + 1;
const PROGRAM = path.join(import.meta.dirname, '../fixtures/collecting-program.ts');

const DUT = plan('dut', {
  run: [...Array.from({ length: STEPS }, (_, place) => `step${place + 1}=echo`), 'fetch99=/tmp/*'],
});

function startCollector(folder: string, port: number, tokenFolder: string) {
  return execa(process.execPath, ['--conditions=@conductor/source', PROGRAM, folder, String(port), tokenFolder], {
    reject: false,
  });
}

test('a collector that is killed at random moments, again and again, brings every byte home once', {
  timeout: 120_000,
}, async (context) => {
  const outputs = Array.from({ length: STEPS }, (_, place) => randomBytes(place === 0 ? 3_000_000 : 20_000));
  const files = Array.from({ length: 40 }, () => randomBytes(30_000));
  const sources = [
    ...outputs.map((bytes, place) => out(place + 1, bytes)),
    ...files.map((bytes, place) => ({ ...file(run(FETCH), place + 1, bytes), whole: place % 2 === 0 })),
  ];
  const journal: JournalEntry[] = [
    ...outputs.flatMap((bytes, place): JournalEntry[] => [
      { kind: 'step-began', step: run(place + 1) },
      { kind: 'step-ended', step: run(place + 1), outcome: { kind: 'exited', code: 0 }, durationMs: 1 },
      { kind: 'output-closed', step: run(place + 1), channel: 'out', generation: 0, bytes: bytes.length },
    ]),
    ...files.map(
      (_, place): JournalEntry => ({
        kind: 'file-found',
        step: run(FETCH),
        file: place + 1,
        path: `/tmp/file ${place + 1}`,
        size: 30_000,
        mode: 0o600,
        modified: '2020-01-02T03:04:05.000Z',
      }),
    ),
  ];
  await using on = await stage(DUT, { journal: journalOf(...journal), sources, chunkBytes: 8192 });
  const total = sources.reduce((sum, { bytes }) => sum + bytes.length, 0);
  await on.directory.close();

  let collector: ReturnType<typeof startCollector>;
  const budgets = Array.from({ length: KILLS }, () => Math.floor((Math.random() * 2 * total) / KILLS));
  context.annotate(`killed after sending, in bytes: ${budgets.join(', ')}`);
  for (const budget of [...budgets, Number.POSITIVE_INFINITY]) {
    on.player.script = { ...on.player.script, cutAfter: () => budget, onCut: () => collector.kill('SIGKILL') };
    collector = startCollector(on.directory.path, on.player.port, on.folder);
    const { exitCode, signal, stderr } = await collector;
    if (exitCode === 0) break;
    expect(signal, String(stderr)).toBe('SIGKILL');
  }

  await using directory = await RunDirectory.open(on.directory.path);
  const events = await eventsOf(directory.path);
  const records = events.flatMap((event) => (event.kind === 'journal' ? [event.record.seq] : []));
  expect(records).toEqual(journal.map((_, place) => place + 1));
  const steps = directory.result().trials[0]?.phases[1]?.players[0]?.steps ?? [];
  for (const [place, bytes] of outputs.entries()) {
    const { stdout } = steps[place] ?? {};
    expect(stdout?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await readFile(path.join(directory.path, stdout?.path ?? ''))).equals(bytes)).toBe(true);
  }
  const fetched = steps[FETCH - 1]?.files ?? [];
  expect(fetched.map(({ source }) => source)).toEqual(files.map((_, place) => `/tmp/file ${place + 1}`));
  for (const [place, bytes] of files.entries()) {
    expect((await readFile(path.join(directory.path, fetched[place]?.path ?? ''))).equals(bytes)).toBe(true);
  }
  const stored = await filesBelow(path.join(directory.path, 'trial-001'));
  expect(stored).toHaveLength(outputs.length + files.length + 1);
});
