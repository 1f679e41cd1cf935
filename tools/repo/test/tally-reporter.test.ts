import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '@conductor/lab';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CANCEL_SIGNAL } from '../src/gate/cancel-signal.ts';
import { NO_REASON, TALLY_FILE, type Tally } from '../src/gate/tally.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tally-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A vitest over one folder of fixtures; files that it writes itself are named by CONDUCTOR_WAITING. */
const start = (fixtures: string) => {
  const reporter = join(import.meta.dirname, '../src/gate/tally-reporter.ts');
  const root = join(import.meta.dirname, 'fixtures', fixtures);
  return execa('vitest', ['run', `--root=${root}`, `--reporter=${reporter}`], {
    preferLocal: true,
    reject: false,
    env: { [TALLY_FILE]: join(folder, 'tally.json'), CONDUCTOR_WAITING: join(folder, 'waits') },
  });
};

const tally = (): Tally => JSON.parse(readFileSync(join(folder, 'tally.json'), 'utf8'));

test('a tally has every test of a run, a file that cannot be loaded, and the reason of each skip', async () => {
  await start('tallied');
  expect(tally()).toMatchObject({
    passed: 1,
    failed: 2,
    skipped: [
      { name: 'mixed.spec.ts: is skipped with a reason', reason: 'missing: python3' },
      { name: 'mixed.spec.ts: is skipped without one', reason: NO_REASON },
    ],
  });
  expect(tally().timed).toHaveLength(4);
});

test('a tally of a run that was cancelled has the hook that failed of it, and no skip of a test that was to come', async () => {
  const running = start('cut-off');
  await waitUntil(() => existsSync(join(folder, 'waits')), { what: 'the hook waits', limitMs: 120_000 });
  running.kill(CANCEL_SIGNAL);
  await running;
  expect(tally()).toMatchObject({ passed: 0, failed: 1, skipped: [] });
});
