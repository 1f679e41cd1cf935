import type { RunEventBody } from '@conductor/types';
import { expect, test } from 'vitest';
import { readHistory } from '../src/read-history.ts';
import { RunDirectory } from '../src/run-directory.ts';
import { newDirectory, RUN_ID, temporaryFolder } from './support/new-directory.ts';
import { plan, sampleTest } from './support/sample-test.ts';

const TRIAL = { caseName: '', trial: 1 };
const SAMPLE = sampleTest([plan('dut', { run: ['step1=true'] }), plan('sink', {})]);
const STAMP = { time: '2026-11-23T23:15:00.000Z', monotonicNs: '1' };

function journal(seq: number, record: Extract<RunEventBody, { kind: 'journal' }>['record']): RunEventBody {
  return { kind: 'journal', player: 'dut', trial: TRIAL, segment: 1, offset: seq, record };
}

test('a run directory tells who goes on with the run what it must know, also while somebody writes it', async () => {
  await using folder = await temporaryFolder();
  await using directory = await newDirectory(folder.path, SAMPLE);
  directory.append({ kind: 'trial-started', trial: TRIAL });
  directory.append({ kind: 'phase-started', trial: TRIAL, phase: 'startup' });
  directory.append({ kind: 'reset-settled', player: 'sink', trial: TRIAL, state: 'waived' });
  await directory.written();
  const history = await readHistory(directory.path);
  expect(history).toMatchObject({ runId: RUN_ID, test: SAMPLE, epoch: 1, exitCode: null });
  expect(history.trials).toMatchObject([{ trial: TRIAL, isOver: false, begun: ['startup'] }]);
  expect(history.trials[0]?.players).toEqual(
    new Map([
      ['dut', { reset: null, isHome: false }],
      ['sink', { reset: 'waived', isHome: false }],
    ]),
  );
});

test('a trial is at home when its journal is over and every output that it names is there', async () => {
  await using folder = await temporaryFolder();
  await using directory = await newDirectory(folder.path, SAMPLE);
  const step = { phase: 'run', index: 1, attempt: 1 } as const;
  const output = { step, channel: 'out', generation: 0, bytes: 6 } as const;
  const isHome = async () => {
    await directory.written();
    return (await readHistory(directory.path)).trials[0]?.players.get('dut')?.isHome;
  };
  directory.append(journal(1, { seq: 1, ...STAMP, kind: 'output-closed', ...output }));
  directory.append(journal(2, { seq: 2, ...STAMP, kind: 'trial-closed', reset: 'paid' }));
  expect(await isHome()).toBe(false);
  directory.append({ kind: 'output-collected', player: 'dut', trial: TRIAL, ...output, path: 'x', sha256: 'aa' });
  expect(await isHome()).toBe(true);
});

test('a run that is taken over has a new epoch, and no end until somebody writes one', async () => {
  await using folder = await temporaryFolder();
  const first = await newDirectory(folder.path, SAMPLE);
  first.append({ kind: 'run-ended', exitCode: 3 });
  await first.close();
  await using second = await RunDirectory.open(first.path);
  second.append({ kind: 'run-taken-over', epoch: 4, who: 'eve@lab (pid 9)', deed: 'resume' });
  await second.written();
  expect(await readHistory(second.path)).toMatchObject({ epoch: 4, exitCode: null });
  expect(second.result()).toMatchObject({ endTime: null, problems: ['taken over by eve@lab (pid 9): conduct resume'] });
});

test('a Reset that was waived, and is run later, is paid', async () => {
  await using folder = await temporaryFolder();
  await using directory = await newDirectory(folder.path, SAMPLE);
  directory.append(journal(1, { seq: 1, ...STAMP, kind: 'trial-closed', reset: 'waived' }));
  directory.append({ kind: 'reset-settled', player: 'dut', trial: TRIAL, state: 'unconfirmed' });
  expect(directory.result().trials[0]?.resets).toMatchObject([{ player: 'dut', state: 'waived' }]);
  directory.append({ kind: 'reset-settled', player: 'dut', trial: TRIAL, state: 'paid' });
  expect(directory.result().trials[0]?.resets).toMatchObject([{ player: 'dut', state: 'paid' }]);
});
