import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ResultsCall } from '@conductor/protocol';
import { describe, expect, test } from 'vitest';
import { plan } from '../support/sample-test.ts';
import { file, journalOf, run, type Script } from '../support/scripted-player.ts';
import { stage } from '../support/stage.ts';

const DUT = plan('dut', { run: ['fetch1=/tmp/*'] });
const SOURCE = { kind: 'file', step: run(1), file: 1 } as const;
const JOURNAL_SOURCE = { kind: 'journal', segment: 1 } as const;
const HOLE_BYTES = 32 * 2 ** 20;
const WHOLE = Buffer.concat([Buffer.from('begin'), Buffer.alloc(HOLE_BYTES), Buffer.from('end')]);

/** A trial with a file of which the middle is a hole. */
const JOURNAL = journalOf({
  kind: 'file-found',
  step: run(1),
  file: 1,
  path: '/tmp/image',
  size: WHOLE.length,
  mode: 0o644,
  modified: '2020-01-02T03:04:05.000Z',
});

describe('a hole of a file', () => {
  test('is a hole here, also behind a cut', async () => {
    const hole = { offset: 5, bytes: HOLE_BYTES };
    const image = { ...file(run(1), 1, WHOLE), hole, end: { remark: 'it grew' } };
    const cutAfter: Script['cutAfter'] = (_, conversations) =>
      conversations === 1 ? JOURNAL.length + 5 + HOLE_BYTES : Number.POSITIVE_INFINITY;
    await using on = await stage(DUT, { journal: JOURNAL, sources: [image], cutAfter });
    await on.collect();
    expect(on.player.follows).toHaveLength(2);
    const [fetched] = on.step('run', 1).files;
    const stored = path.join(on.directory.path, fetched?.path ?? '');
    expect((await readFile(stored)).equals(WHOLE)).toBe(true);
    const occupiedBytes = (await stat(stored)).blocks * 512;
    expect(occupiedBytes).toBeLessThan(HOLE_BYTES / 8);
    expect(fetched).toMatchObject({ bytes: WHOLE.length, occupiedBytes, remark: 'it grew' });
  });

  test('without an end is more than a player may bring home', async () => {
    const instead = async (call: ResultsCall) => {
      await call.send({ kind: 'chunk', source: JOURNAL_SOURCE, offset: 0, data: JOURNAL });
      await call.send({ kind: 'hole', source: SOURCE, offset: 0, bytes: 2 ** 50 });
    };
    await using on = await stage(DUT, { journal: JOURNAL, sources: [], instead });
    await expect(on.collect()).rejects.toThrow(
      /more results of this trial than its max_results .* file 1 of run fetch1/,
    );
  });
});
