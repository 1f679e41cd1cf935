import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { NO_REASON, TALLY_FILE } from '../src/gate/tally.ts';

test('a tally has every test of a run, a file that cannot be loaded, and the reason of each skip', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tally-'));
  try {
    const file = join(folder, 'tally.json');
    const reporter = join(import.meta.dirname, '../src/gate/tally-reporter.ts');
    const root = join(import.meta.dirname, 'fixtures/tallied');
    await execa('vitest', ['run', `--root=${root}`, `--reporter=${reporter}`], {
      preferLocal: true,
      reject: false,
      env: { [TALLY_FILE]: file },
    });
    const tally = JSON.parse(readFileSync(file, 'utf8'));
    expect(tally).toMatchObject({
      passed: 1,
      failed: 2,
      skipped: [
        { name: 'mixed.spec.ts: is skipped with a reason', reason: 'missing: python3' },
        { name: 'mixed.spec.ts: is skipped without one', reason: NO_REASON },
      ],
    });
    expect(tally.timed).toHaveLength(4);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
