import {
  DEFAULT_SETTINGS,
  type JournalEntry,
  PHASES,
  type RunEventBody,
  type Settings,
  type StateComparison,
} from '@conductor/types';
import { expect, it } from 'vitest';
import { runResult } from '../../src/fold/run-result.ts';
import { emptyRun } from '../../src/fold/run-state.ts';
import { foldRun } from '../../src/fold-run.ts';
import { RUN_ID } from '../support/new-directory.ts';
import { plan, sampleTest } from '../support/sample-test.ts';

const TRIAL = { caseName: '', trial: 1 };
const SAME: StateComparison = { kind: 'compared', changes: [], changeCount: 0, itemCount: 9, unseen: [] };
const CHANGE = { item: 'sysctls', subject: 'net.ipv4.ip_forward', before: '0', after: '1' };
const CHANGED: StateComparison = { ...SAME, changes: [CHANGE], changeCount: 1 };
const BLIND: StateComparison = { kind: 'not-compared', reason: 'this host was started anew since' };
const CLOSED: JournalEntry = { kind: 'trial-closed', reset: 'paid' };

function hostOf(verifyReset: Settings['verifyReset'], comparisons: readonly StateComparison[]) {
  const test = { ...sampleTest([plan('dut', {})]), settings: { ...DEFAULT_SETTINGS, verifyReset } };
  const about = { schema: 1, runId: RUN_ID, version: '1.0.0', conductor: 'tester@bench1', insecure: false };
  const journal = [...comparisons.map((comparison): JournalEntry => ({ kind: 'state-compared', comparison })), CLOSED];
  const bodies: RunEventBody[] = [
    { kind: 'run-started', ...about, test, phases: PHASES },
    { kind: 'trial-started', trial: TRIAL },
    ...journal.map((entry, place): RunEventBody => {
      const record = { seq: place + 1, time: '2026-11-23T23:15:01.000Z', monotonicNs: '1', ...entry };
      return { kind: 'journal', segment: 1, player: 'dut', trial: TRIAL, offset: place, record };
    }),
    { kind: 'trial-ended', trial: TRIAL },
  ];
  const state = emptyRun();
  for (const body of bodies) foldRun(state, { time: '2026-11-23T23:15:00.000Z', ...body });
  const [trial] = runResult(state).trials;
  return { verdict: trial?.verdict, host: trial?.resets[0]?.host };
}

it.each([
  ['off', [CHANGED], undefined, 'passed'],
  ['warn', [SAME], { ...SAME, verdict: 'passed' }, 'passed'],
  ['warn', [CHANGED], { ...CHANGED, verdict: 'passed' }, 'passed'],
  ['warn', [BLIND], { ...BLIND, verdict: 'passed' }, 'passed'],
  ['fail', [SAME], { ...SAME, verdict: 'passed' }, 'passed'],
  ['fail', [CHANGED], { ...CHANGED, verdict: 'failed' }, 'failed'],
  ['fail', [BLIND], { ...BLIND, verdict: 'unknown' }, 'unknown'],
  ['fail', [CHANGED, SAME], { ...SAME, verdict: 'passed' }, 'passed'],
  ['fail', [], expect.objectContaining({ kind: 'not-compared', verdict: 'unknown' }), 'unknown'],
] as const)('verify_reset = %s makes of %j that', (verifyReset, comparisons, host, verdict) => {
  expect(hostOf(verifyReset, comparisons)).toEqual({ verdict, host });
});
