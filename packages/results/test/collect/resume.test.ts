import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { StepId } from '@conductor/types';
import { expect, test } from 'vitest';
import { collectTrial } from '../../src/collect-trial.ts';
import { eventsOf } from '../support/events-of.ts';
import { newDirectory, RUN_ID, temporaryFolder } from '../support/new-directory.ts';
import { plan, sampleTest } from '../support/sample-test.ts';
import { file, journalOf, out, run, type Script, scriptedPlayer } from '../support/scripted-player.ts';

const RUN = { runId: RUN_ID, epoch: 1 };
const DUT = plan('dut', { run: ['step1=echo', 'fetch2=/tmp/*'] });
const FETCH: StepId = run(2);

/** A small trial: an output and a file. */
const JOURNAL = journalOf({
  kind: 'file-found',
  step: FETCH,
  file: 1,
  path: '/tmp/a',
  size: 7,
  mode: 0o640,
  modified: '2020-01-02T03:04:05.000Z',
});
const SCRIPT: Script = {
  journal: JOURNAL,
  sources: [out(1, 'output'), file(FETCH, 1, 'fetched')],
};

test('a cut after any byte loses nothing and doubles nothing', async () => {
  await using folder = await temporaryFolder();
  const total = JOURNAL.length + 'output'.length + 'fetched'.length;
  const cutAfter: Script['cutAfter'] = ({ trial }, conversations) =>
    conversations === 1 ? trial.trial : Number.POSITIVE_INFINITY;
  await using player = await scriptedPlayer(DUT, { ...SCRIPT, cutAfter }, folder.path);
  await using directory = await newDirectory(path.join(folder.path, 'results'), sampleTest([DUT], total));
  const trials = Array.from({ length: total }, (_, place) => ({ caseName: '', trial: place + 1 })).values();

  async function work(): Promise<void> {
    for (const trial of trials) {
      const collection = { directory, player: DUT, run: RUN, trial };
      for (const attempt of [1, 2]) {
        await using connection = await player.dial(AbortSignal.timeout(20_000));
        const collecting = collectTrial({ ...collection, connection }, AbortSignal.timeout(20_000));
        if (attempt === 2) await collecting;
        else await expect(collecting).rejects.toMatchObject({ code: 'lost' });
      }
    }
  }
  await Promise.all([work(), work(), work(), work()]);
  await directory.close();

  const events = await eventsOf(directory.path);
  for (let trial = 1; trial <= total; trial += 1) {
    const own = events.filter((event) => 'trial' in event && event.trial?.trial === trial);
    const records = own.flatMap((event) => (event.kind === 'journal' ? [event.record.seq] : []));
    expect(records, `records after a cut at byte ${trial}`).toEqual([1]);
    expect(own.filter(({ kind }) => kind === 'file-fetched')).toHaveLength(1);
    const [step, fetch] = directory.result().trials[trial - 1]?.phases[1]?.players[0]?.steps ?? [];
    const stored = await readFile(path.join(directory.path, step?.stdout.path ?? 'no output'), 'utf8');
    expect(stored, `output after a cut at byte ${trial}`).toBe('output');
    expect(step?.stdout.sha256).toBe(createHash('sha256').update('output').digest('hex'));
    expect(await readFile(path.join(directory.path, fetch?.files[0]?.path ?? 'no file'), 'utf8')).toBe('fetched');
  }
});
