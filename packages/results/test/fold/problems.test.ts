import type { RunEventBody } from '@conductor/types';
import { expect, test } from 'vitest';
import { runResult } from '../../src/fold/run-result.ts';
import { emptyRun } from '../../src/fold/run-state.ts';
import { foldRun } from '../../src/fold-run.ts';
import { RUN_ID } from '../support/new-directory.ts';
import { plan, sampleTest } from '../support/sample-test.ts';

/** The problems of a run in which this came to pass. */
function problemsOf(bodies: readonly RunEventBody[]): readonly string[] {
  const started: RunEventBody = {
    kind: 'run-started',
    schema: 1,
    runId: RUN_ID,
    version: '1.0.0',
    test: sampleTest([plan('dut', { run: ['step1=true'] })]),
    phases: ['run'],
    conductor: 'tester@bench1',
    insecure: false,
  };
  const state = emptyRun();
  for (const body of [started, ...bodies]) foldRun(state, { time: '2026-11-23T23:15:00.000Z', ...body });
  return runResult(state).problems;
}

test('players and trials that could not start a phase for the same reason share a sentence, numbers apart', () => {
  const late = (player: string, trial: number, text: string): RunEventBody => ({
    kind: 'problem',
    text: `${player} (10.0.0.1:6970) could not start run: ${text}`,
    player,
    notStarted: { trial: { caseName: '', trial }, phase: 'run' },
  });
  const problems = problemsOf([
    late('dut', 1, 'it came 12 ms late'),
    late('sink', 1, 'dut (10.0.0.1:6970) could not start run: it came 12 ms late'),
    late('source', 1, 'dut (10.0.0.1:6970) could not start run: it came 12 ms late'),
    late('dut', 2, 'the disk is full'),
    late('dut', 3, 'it came 7.5 ms late'),
  ]);
  expect(problems).toEqual([
    'trial 1: dut (10.0.0.1:6970) could not start run: it came 12 ms late; likewise trial 1: sink, source; trial 3: dut',
    'trial 2: dut (10.0.0.1:6970) could not start run: the disk is full',
  ]);
});

test('very many of them have as many sentences as it takes to name all', () => {
  const names = Array.from({ length: 900 }, (_, at) => `player-${at}`);
  const problems = problemsOf(
    names.map((player) => ({
      kind: 'problem',
      text: `${player} could not start run: late`,
      player,
      notStarted: { trial: { caseName: '', trial: 1 }, phase: 'run' },
    })),
  );
  expect(problems.length).toBeLessThan(10);
  for (const name of names) expect(problems.join(' ')).toMatch(new RegExp(`\\b${name}\\b`));
});

test('a problem of one trial says which', () => {
  const during = { trial: { caseName: '', trial: 2 }, phase: 'run' } as const;
  expect(problemsOf([{ kind: 'problem', text: 'too wide', during }])).toEqual(['trial 2: too wide']);
});
