import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JournalRecord, systemClock } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { hostTable } from '../../src/containment/choose-containment.ts';
import { markSequence } from '../../src/containment/mark.ts';
import { sweepContainment } from '../../src/containment/sweep.ts';
import { readSegment } from '../../src/journal/read-segment.ts';
import { type RecoveryGround, recoverTrial } from '../../src/recovery/recover-trial.ts';
import { keptTrial } from '../../src/results/kept-trial.ts';
import { TrialFolder } from '../../src/storage/trial-folder.ts';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { step, steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What is served is looked at after so many cuts: it is read from the same lines. */
const SERVED_EACH = 16;

/** Thousands of recoveries, each durable: on a disk they would take a minute. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const NEVER = new AbortController().signal;

const GROUND: RecoveryGround = {
  containment: sweepContainment(hostTable(), markSequence()),
  environment: {},
  become: [],
  bootId: 'another boot',
  reserveFile: null,
  clock: systemClock,
  audit: { note: () => undefined, flush: async () => undefined, ensure: async () => undefined },
  user: 'nobody',
  onLog: () => undefined,
};

/** A real trial as its player left it, closed, with its guardian dismissed. */
async function closedTrial(stateFolder: string): Promise<string> {
  await using player = await playerHere({ stateFolder });
  await using driver = await Driver.dial(player.port);
  await driver.load({
    startup: [step(1, 'spawn', 'exec sleep 100')],
    run: [step(1, 'fetch', '/etc/hostname')],
    reset: steps('echo tidy'),
  });
  for (const phase of ['startup', 'run', 'reset'] as const) await driver.perform(phase);
  await driver.close();
  await driver.collectedAll();
  return join(stateFolder, 'runs', driver.run.runId, 'case', 'trial-001');
}

/** What must hold of all segments together, wherever the first was cut. */
function expectSane(journal: readonly JournalRecord[]): void {
  expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, at) => at + 1));
  expect(journal[0]?.kind).toBe('trial-loaded');
  expect(journal.filter(({ kind }) => kind === 'trial-closed')).toHaveLength(1);
  expect(journal.at(-1)?.kind).toBe('trial-closed');
  const began = journal.flatMap((one) => (one.kind === 'step-began' ? [JSON.stringify(one.step)] : []));
  const ended = journal.flatMap((one) => (one.kind === 'step-ended' ? [JSON.stringify(one.step)] : []));
  expect(new Set(ended).size).toBe(ended.length);
  expect([...began].sort()).toEqual([...ended].sort());
  const isPaid = journal.some((one) => one.kind === 'phase-finished' && one.phase === 'reset');
  const begun = journal.some((one) => one.kind === 'phase-began' && one.phase === 'startup');
  const untold = begun ? 'unconfirmed' : 'not-owed';
  expect(journal.at(-1)).toMatchObject({ reset: isPaid ? 'paid' : untold });
}

describe('a journal that a power cut has torn', { timeout: 120_000 }, () => {
  it('gives a sane recovery wherever it was torn, also when what is behind is garbage', async () => {
    await using folder = await temporaryFolder(MEMORY);
    const path = await closedTrial(join(folder.path, 'state'));
    const trial = new TrialFolder(path);
    const whole = readFileSync(trial.segment(1));
    for (let bytes = 0; bytes <= whole.length; bytes += 1) {
      rmSync(trial.segment(2), { force: true });
      const garbage = Buffer.from(bytes % 2 === 0 ? '' : '\0\0\0{"seq":9}\n');
      writeFileSync(trial.segment(1), Buffer.concat([whole.subarray(0, bytes), garbage]));
      await recoverTrial(trial, null, GROUND, NEVER);
      const segments = Array.from({ length: trial.countSegments() }, (_, at) => readSegment(trial.segment(at + 1)));
      expectSane(segments.flatMap(({ records }) => records));
      if (bytes % SERVED_EACH !== 0) continue;
      const results = keptTrial(trial);
      expect(results.journals.map(({ size }) => size)).toEqual(segments.map(({ bytes: size }) => size));
    }
  });

  it('is not told twice: another recovery finds nothing to do', async () => {
    await using folder = await temporaryFolder();
    const path = await closedTrial(join(folder.path, 'state'));
    const whole = readFileSync(join(path, 'journal.ndjson'));
    writeFileSync(join(path, 'journal.ndjson'), whole.subarray(0, whole.length / 2));
    const trial = new TrialFolder(path);
    const first = await recoverTrial(trial, null, GROUND, NEVER);
    const told = readFileSync(trial.segment(2), 'utf8');
    expect(await recoverTrial(trial, null, GROUND, NEVER)).toBe(first);
    expect(trial.countSegments()).toBe(2);
    expect(readFileSync(trial.segment(2), 'utf8')).toBe(told);
  });
});
