import { type JournalEntry, PHASES, type RunEventBody } from '@conductor/types';
import { expect, test } from 'vitest';
import { runResult } from '../../src/fold/run-result.ts';
import { emptyRun } from '../../src/fold/run-state.ts';
import { foldRun } from '../../src/fold-run.ts';
import { RUN_ID } from '../support/new-directory.ts';
import { plan, sampleTest } from '../support/sample-test.ts';

test('a step that was tried again is what its last attempt came to, and says how often it was tried and what came of that', () => {
  const dut = plan('dut', { run: ['step1=flaky'] });
  const run = dut.phases.run.map((step) => (step.kind === 'step' ? { ...step, retries: 2 } : step));
  const trial = { caseName: '', trial: 1 };
  const ended = (attempt: number, code: number): JournalEntry => {
    const outcome = { kind: 'exited', code } as const;
    return { kind: 'step-ended', step: { phase: 'run', index: 1, attempt }, outcome, durationMs: 1 };
  };
  const about = { schema: 1, runId: RUN_ID, version: '1.0.0', conductor: 'tester@bench1', insecure: false };
  const bodies: RunEventBody[] = [
    { kind: 'run-started', ...about, test: sampleTest([{ ...dut, phases: { ...dut.phases, run } }]), phases: PHASES },
    ...[ended(1, 7), ended(2, 3), ended(3, 0)].map((entry, place): RunEventBody => {
      const record = { seq: place + 1, time: '2026-11-23T23:15:01.000Z', monotonicNs: '1', ...entry };
      return { kind: 'journal', segment: 1, player: 'dut', trial, offset: place, record };
    }),
  ];
  const state = emptyRun();
  for (const body of bodies) foldRun(state, { time: '2026-11-23T23:15:00.000Z', ...body });
  expect(runResult(state).trials[0]?.phases[1]?.players[0]?.steps).toMatchObject([
    { attempt: 3, verdict: 'passed', remarks: ['tried 3 times; before: exit 7, exit 3'] },
  ]);
});
