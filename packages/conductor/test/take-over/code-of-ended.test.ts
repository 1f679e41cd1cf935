import type { RunHistory } from '@conductor/results';
import { DEFAULT_SETTINGS, PHASES, RESULTS_SCHEMA, type RunResult } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { codeOfEnded } from '../../src/take-over/code-of-ended.ts';
import { RUN_ID } from '../facts.ts';

const TEST = { name: 'test', file: 'test.cfg', trials: 1, settings: DEFAULT_SETTINGS, players: [] };

const RESULT: RunResult = {
  schema: RESULTS_SCHEMA,
  runId: RUN_ID,
  test: TEST,
  phases: PHASES,
  version: '0.0.0',
  conductor: 'ann@lab',
  insecure: false,
  collector: 'own',
  writtenBy: 'conduct',
  startTime: '',
  endTime: null,
  exitCode: null,
  verdict: 'passed',
  players: [],
  trials: [],
  problems: [],
};

/** A run of one trial in which no step failed, and which somebody has ended with this code. */
function historyOf(exitCode: number | null, isOver: boolean): RunHistory {
  const trial = { trial: { caseName: '', trial: 1 }, isOver, begun: PHASES, players: new Map() };
  return { runId: RUN_ID, test: TEST, phases: PHASES, epoch: 2, exitCode, trials: [trial] };
}

describe('the exit code of a run that was taken over', () => {
  it.for<[number, string, number | null, boolean]>([
    [3, 'nobody had ended', null, false],
    [3, 'was cut, and has been brought to its end before', 3, true],
    [0, 'had ended as it should, and whose results were missing', 0, true],
  ])('is %i where the run %s', ([code, , before, isOver]) => {
    expect(codeOfEnded({ kind: 'completed' }, RESULT, historyOf(before, isOver))).toBe(code);
  });
});
