import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '@conductor/lab';
import { execa } from 'execa';
import { expect, type TestContext, test } from 'vitest';
import { spreadsMs } from '../src/figures/spread/stamps.ts';
import { openFloor } from '../src/floor/floor.ts';

const NEVER = new AbortController().signal;
const IN_SHELL = join(import.meta.dirname, '../src/floor/floor.sh');

function folderOf({ onTestFinished }: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'conductor-bench-test-'));
  onTestFinished(() => removeFolder(folder));
  return folder;
}

test('the floor, compiled or in sh, starts shells that stamp a file together, and waits for all of them', async (context) => {
  const folder = folderOf(context);
  const floor = await openFloor(join(folder, 'floor'), {}, NEVER);
  for (const program of [floor.program, IN_SHELL]) {
    const file = join(folder, `stamps-${program === IN_SHELL}`);
    const { stdout } = await execa(program, ['spawn', '3', `${program} stamp ${file}`]);
    const spreads = spreadsMs(file, 3);
    expect(spreads).toHaveLength(1);
    expect(spreads[0]).toBeLessThanOrEqual(Number(stdout) / 1e6);
  }
});

test('a start in which a command is missing is no start', async (context) => {
  const folder = folderOf(context);
  const file = join(folder, 'stamps');
  await execa(IN_SHELL, ['stamp', file], { env: { CONDUCTOR_TRIAL: '1', CONDUCTOR_PHASE: 'run' } });
  await execa(IN_SHELL, ['stamp', file], { env: { CONDUCTOR_TRIAL: '1', CONDUCTOR_PHASE: 'run' } });
  expect(spreadsMs(file, 2)).toHaveLength(1);
  expect(() => spreadsMs(file, 3)).toThrow('2 of 3 commands have stamped');
  expect(() => spreadsMs(join(folder, 'none'), 3)).toThrow('no command has stamped');
});
