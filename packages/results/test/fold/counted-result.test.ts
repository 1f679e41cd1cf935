import { DEFAULT_SETTINGS, PHASES, type RunEventBody, type Verdict } from '@conductor/types';
import { expect, test } from 'vitest';
import { runResult } from '../../src/fold/run-result.ts';
import { emptyRun } from '../../src/fold/run-state.ts';
import { foldRun } from '../../src/fold-run.ts';
import { RUN_ID } from '../support/new-directory.ts';
import { plan, sampleTest } from '../support/sample-test.ts';

const trial = { caseName: '', trial: 1 };
const DUT = plan('dut', { run: ['step1=iperf3'] });
const SETTINGS = { ...DEFAULT_SETTINGS, collector: 'external' as const };
const ABOUT = {
  schema: 1,
  runId: RUN_ID,
  version: '1.0.0',
  phases: PHASES,
  conductor: 'tester@bench1',
  insecure: false,
};
const BEGUN: RunEventBody = { kind: 'phase-started', trial, phase: 'run' };

function counted(failed: number, unknown: number, leftovers: number): RunEventBody {
  return { kind: 'phase-counted', player: 'dut', trial, phase: 'run', steps: 1, failed, unknown, leftovers };
}

test.each<[string, RunEventBody[], Verdict]>([
  ['passed', [BEGUN, counted(0, 0, 0)], 'passed'],
  ['failed', [BEGUN, counted(1, 0, 0)], 'failed'],
  ['failed when something was left behind', [BEGUN, counted(0, 0, 1)], 'failed'],
  ['unknown', [BEGUN, counted(1, 1, 0)], 'unknown'],
  ['unknown when it began and nobody counted', [BEGUN], 'unknown'],
  ['skipped when it never began', [], 'skipped'],
])('with an external collector a phase is %s by what the player counted', (_, events, verdict) => {
  const started: RunEventBody = { kind: 'run-started', ...ABOUT, test: { ...sampleTest([DUT]), settings: SETTINGS } };
  const state = emptyRun();
  const bodies = [started, { kind: 'trial-started', trial } as const, ...events];
  for (const body of bodies) foldRun(state, { time: '2026-11-23T23:15:00.000Z', ...body });
  const part = runResult(state).trials[0]?.phases[1]?.players[0];
  expect(part).toMatchObject({ verdict, steps: [] });
});
