import { parseTest } from '@conductor/config';
import { emptyRun, foldRun, runResult } from '@conductor/results';
import { PHASES, RESULTS_SCHEMA, type ResetState, type RunEventBody, type RunResult } from '@conductor/types';
import { expect, it } from 'vitest';
import { followRun, followUp } from '../../src/cli/follow-up.ts';

const TEXTS = {
  test: { path: 'test.cfg', text: '[Test]\n[Players]\ndut: dut.cfg\n' },
  players: new Map([['dut.cfg', { path: 'dut.cfg', text: '[Coordinator]\nplayer: ::1\ncmdport: 6970\n' }]]),
};

function resultWith(state: ResetState): RunResult {
  const { test } = parseTest(TEXTS);
  if (test === null) throw new Error('the test does not parse');
  const trial = { caseName: '', trial: 1 };
  const run = { runId: '20261123T231500Z-k3f9', schema: RESULTS_SCHEMA, version: '0.0.0', phases: PHASES };
  const events: RunEventBody[] = [
    { kind: 'run-started', ...run, test, conductor: 'ann@lab', insecure: false },
    { kind: 'trial-started', trial },
    { kind: 'reset-settled', player: 'dut', trial, state },
  ];
  const folded = emptyRun();
  for (const event of events) foldRun(folded, { time: '2026-11-23T23:15:00.000Z', ...event });
  return runResult(folded);
}

it.each<[ResetState, RegExp | null]>([
  ['paid', null],
  ['not-owed', null],
  ['waived', /^Reset was left to you: conduct reset 20261123T231500Z-k3f9$/],
  [
    'unconfirmed',
    /at the latest 30 s after .*; "conduct status 20261123T231500Z-k3f9" looks, and "conduct resume 20261123T231500Z-k3f9"/,
  ],
])('after a Reset that is %s the user is told what is left to do', (state, expected) => {
  const said = followUp(resultWith(state), 30_000);
  if (expected === null) expect(said).toBeNull();
  else expect(said).toMatch(expected);
});

it('of a player that is not reached it is said what its start would do, and nobody resumes what is not there', () => {
  expect(followRun('20261123T231500Z-k3f9', ['unreachable'])).toEqual([
    'a player that is gone pays what it owes when it is started again: start it, then say "conduct status 20261123T231500Z-k3f9" again',
  ]);
  expect(followRun('20261123T231500Z-k3f9', [])).toEqual([]);
});
