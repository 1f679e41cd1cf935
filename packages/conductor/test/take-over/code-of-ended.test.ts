import type { RunHistory } from '@conductor/results';
import { ConductorError, PHASES } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import type { PlayerFinding } from '../../src/survey-players.ts';
import { codeOfClosed } from '../../src/take-over/code-of-closed.ts';
import { codeOfEnded } from '../../src/take-over/code-of-ended.ts';
import type { Deed } from '../../src/take-over/taken-run.ts';
import { EMPTY_RESULT, EMPTY_TEST } from '../empty-run.ts';
import { planOf, RUN_ID } from '../facts.ts';

/** A run of one trial in which no step failed, and which somebody has ended with this code. */
function historyOf(exitCode: number | null, isOver: boolean): RunHistory {
  const trial = { trial: { caseName: '', trial: 1 }, isOver, plans: [], begun: PHASES, players: new Map() };
  return { runId: RUN_ID, test: EMPTY_TEST, phases: PHASES, epoch: 2, exitCode, trials: [trial] };
}

describe('the exit code of a run that was taken over', () => {
  it.for<[number, string, number | null, boolean]>([
    [3, 'nobody had ended', null, false],
    [3, 'was cut, and has been brought to its end before', 3, true],
    [3, 'had ended because one side trusted the other no more', 6, true],
    [0, 'had ended as it should, and whose results were missing', 0, true],
  ])('is %i where the run %s', ([code, , before, isOver]) => {
    expect(codeOfEnded({ kind: 'completed' }, EMPTY_RESULT, historyOf(before, isOver))).toBe(code);
  });
});

const ABSENT: PlayerFinding = {
  kind: 'absent',
  player: planOf('dut', '127.0.0.1', 1),
  error: new ConductorError('unreachable', 'nobody listens there'),
};

describe('the exit code of going to the players of a run that is over, where none has anything of it', () => {
  it.for<[Deed, number, readonly PlayerFinding[], number]>([
    ['resume', 0, [], 0],
    ['resume', 1, [], 1],
    ['resume', 4, [], 4],
    ['resume', 5, [], 5],
    ['resume', 6, [], 6],
    ['resume', 130, [], 130],
    ['resume', 1, [ABSENT], 3],
    ['resume', 4, [ABSENT], 4],
    ['abort', 130, [], 0],
    ['abort', 0, [ABSENT], 3],
  ])('%s of one that ended with %i, with %o not reached, is %i', ([deed, before, findings, code]) => {
    expect(codeOfClosed(deed, historyOf(before, true), findings)).toBe(code);
  });
});
