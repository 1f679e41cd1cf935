import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '@conductor/types';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { guardianState, payOwedReset, readGuardianLog } from '../../src/guardian/index.ts';
import { armed } from './support/armed.ts';
import { guardedTrial } from './support/guarded-trial.ts';
import { noted, resetFaults } from './support/reset-trace.ts';
import { SHELLS } from './support/shells.ts';
import { smallDisk } from './support/small-disk.ts';

const NEVER = new AbortController().signal;

describe.concurrent.each(SHELLS)('on a full disk, a guardian under $program $argument', (shell) => {
  test('runs Reset and keeps its log; only output is lost', async (context) => {
    await using disk = await smallDisk(context, 'size=512k');
    const reset = [
      noted(1, 0),
      { command: 'echo lost; sleep 60', kind: 'timeout', limitMs: 250 } as const,
      noted(2, 0),
    ];
    await using trial = await guardedTrial(context, reset, { shell, below: disk.path });
    const guardian = await armed(trial);
    await disk.fill();
    await guardian.pay(NEVER);
    expect(await trial.settled()).toBe('paid');
    expect(resetFaults(await trial.traced(), 2)).toEqual([]);
    const log = await readGuardianLog(trial.folder, 1);
    const ended = log.flatMap(({ entry }) => (entry.kind === 'step-ended' ? [entry.outcome.kind] : []));
    expect(ended).toEqual(['exited', 'deadline', 'exited']);
    expect(log.at(-1)?.entry.kind).toBe('phase-finished');
  });

  test('is replaced, where not even a new name fits', async (context) => {
    await using disk = await smallDisk(context, 'nr_inodes=40');
    await using trial = await guardedTrial(context, [noted(1, 0.3), noted(2, 0)], { shell, below: disk.path });
    const guardian = await armed(trial);
    await fillWithFiles(disk.path);
    process.kill(guardian.pid, 'SIGKILL');
    await guardian.ended;
    expect(await payOwedReset(trial.folder, NEVER)).toBe('paid');
    expect(resetFaults(await trial.traced(), 2)).toEqual([]);
  });
});

test('what was kept in reserve makes room for the output of Reset', async (context) => {
  await using disk = await smallDisk(context, 'size=512k');
  const reserveFile = join(disk.path, 'reserve');
  await writeFile(reserveFile, Buffer.alloc(65_536));
  await using trial = await guardedTrial(context, ['echo kept'], { below: disk.path, plan: { reserveFile } });
  const guardian = await armed(trial);
  await disk.fill();
  await guardian.pay(NEVER);
  expect(await trial.output(1)).toBe('kept\n');
  await expect(stat(reserveFile)).rejects.toThrow('ENOENT');
});

test('where nothing can be written or renamed any more, a guardian runs Reset all the same', async (context) => {
  const reset = ['echo lost', { command: noted(1, 0), kind: 'timeout', limitMs: 5000 } as const, noted(2, 0)];
  await using trial = await guardedTrial(context, reset);
  const guardian = await armed(trial);
  const freeze = (how: string) =>
    execa('find', [trial.folder, '!', '-type', 'p', '-exec', 'chattr', how, '{}', '+'], { reject: false });
  try {
    if ((await freeze('+i')).failed) context.skip('freezing files needs root, and a file system that knows how to');
    await guardian.pay(NEVER);
  } finally {
    await freeze('-i');
    await guardian.pay(NEVER);
  }
  expect(resetFaults(await trial.traced(), 2)).toEqual([]);
  expect(await guardianState(trial.folder)).toEqual({ kind: 'owed' });
});

test('a file system that executes nothing has its guardian too', async (context) => {
  await using disk = await smallDisk(context, 'noexec');
  await using trial = await guardedTrial(context, [noted(1, 0)], { below: disk.path });
  const guardian = await armed(trial);
  await guardian.pay(NEVER);
  expect(resetFaults(await trial.traced(), 1)).toEqual([]);
});

async function fillWithFiles(path: string): Promise<void> {
  for (let number = 1; ; number += 1) {
    const failed = await writeFile(join(path, `filler-${number}`), '').catch((error: unknown) => errnoOf(error));
    if (failed === 'ENOSPC') return;
    if (failed !== undefined) throw new Error(failed);
  }
}
