import type { PlayerHistory, RunHistory, TrialHistory } from '@conductor/results';
import {
  ConductorError,
  DEFAULT_SETTINGS,
  FREE_CONDITION,
  type Holder,
  type KeptRun,
  PHASES,
  type PlayerCondition,
} from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { findingText } from '../src/cli/finding-text.ts';
import { isOpen, type LeftToDo, leftCode, leftToDo } from '../src/left-to-do.ts';
import type { PlayerFinding } from '../src/survey-players.ts';
import { FACTS, planOf, RUN_ID } from './facts.ts';

const DUT = planOf('dut', '10.0.0.5', 6970);
const HOLDER: Holder = {
  runId: RUN_ID,
  epoch: 2,
  who: 'ann@lab (pid 4711)',
  since: new Date(0),
  silentMs: 3_240,
  leaseMs: 30_000,
};
const KEPT: KeptRun = { runId: RUN_ID, loaded: new Date(0), reset: 'paid', pendingBytes: 0, isOwed: false };

function historyOf(reset: PlayerHistory['reset'], more: Partial<TrialHistory> = {}): RunHistory {
  const players = new Map([['dut', { reset, isHome: true }]]);
  const trial = {
    trial: { caseName: '', trial: 1 },
    isOver: true,
    plans: [DUT],
    begun: ['startup'] as const,
    players,
    ...more,
  };
  const test = {
    name: 'test',
    file: 'test.cfg',
    trials: 1,
    settings: DEFAULT_SETTINGS,
    players: [DUT],
    metrics: [],
    checks: [],
  };
  return { runId: RUN_ID, test, phases: PHASES, epoch: 1, exitCode: 0, trials: [trial] };
}

function found(condition: Partial<PlayerCondition> = {}): PlayerFinding {
  return { kind: 'greeted', player: DUT, condition: { ...FREE_CONDITION, ...condition }, facts: FACTS };
}

const ABSENT: PlayerFinding = { kind: 'absent', player: DUT, error: new ConductorError('unreachable', 'nobody there') };
const OWED: KeptRun = { ...KEPT, reset: 'unconfirmed', isOwed: true };
const RESULTS: KeptRun = { ...KEPT, pendingBytes: 12 };

describe('what is left to do on a player', () => {
  it.each<[string, RunHistory, PlayerFinding, LeftToDo[], RegExp]>([
    ['nothing', historyOf('paid'), found(), [], /^dut \(10\.0\.0\.5:6970\): free; its Reset is paid$/],
    ['nothing that was owed', historyOf('not-owed'), found(), [], /free; no Reset is owed$/],
    ['to reach it', historyOf('paid'), ABSENT, ['unreachable'], /not reached: nobody there$/],
    ['its Reset, which it owes', historyOf(null), found({ kept: [OWED] }), ['reset-owed'], /free; its Reset is owed/],
    [
      'its Reset, by the word of nobody',
      historyOf(null),
      found(),
      ['reset-owed'],
      /whether its Reset ran, nobody knows$/,
    ],
    ['its Reset, of which nobody heard', historyOf('unconfirmed'), found(), ['reset-owed'], /nobody knows$/],
    [
      'nothing, since it says that it has paid',
      historyOf(null),
      found({ kept: [KEPT] }),
      [],
      /its Reset is paid; its results were/,
    ],
    ['its Reset, which was waived', historyOf('waived'), found(), ['reset-waived'], /its Reset was left to the user$/],
    [
      'to fetch its results',
      historyOf('paid'),
      found({ kept: [RESULTS] }),
      ['results'],
      /it keeps 12 bytes of results that nobody else has$/,
    ],
    [
      'to wait for this run',
      historyOf(null),
      found({ holder: HOLDER, trial: { caseName: '', trial: 1 }, phase: 'run', stepIndex: 1, kept: [OWED] }),
      ['held', 'reset-owed'],
      /held by this run \(epoch 2\) of ann@lab \(pid 4711\) since 1970-01-01T00:00:00.000Z, silent for 3\.2 s of 30 s that it may be; at trial 1, run step1; its Reset is owed$/,
    ],
    [
      'to wait for another run',
      historyOf('paid'),
      found({ holder: { ...HOLDER, runId: 'another', leaseMs: null } }),
      ['held'],
      /held by another run, another, of ann@lab \(pid 4711\) since .*, silent for 3\.2 s; its Reset is paid$/,
    ],
  ])('is %s', (_, history, finding, left, text) => {
    expect(leftToDo(history, finding)).toEqual(left);
    expect(findingText(history, finding, left)).toMatch(text);
  });

  it.each<[LeftToDo[], number]>([
    [[], 0],
    [['reset-owed', 'held', 'unreachable'], 3],
    [['reset-owed', 'held'], 5],
    [['reset-waived'], 4],
    [['results'], 4],
  ])('of %j the exit code is %i', (left, exitCode) => {
    expect(leftCode(left)).toBe(exitCode);
  });
});

describe('a run', () => {
  it.each<[string, RunHistory, PlayerFinding, boolean]>([
    ['is over when its directory says so and no player has anything of it', historyOf('paid'), found(), false],
    ['is over also when a player cannot be asked', historyOf('paid'), ABSENT, false],
    ['is open while its directory tells no end', { ...historyOf('paid'), exitCode: null }, found(), true],
    ['is open while a player keeps it', historyOf('paid'), found({ kept: [KEPT] }), true],
    ['is open while it holds a player', historyOf('paid'), found({ holder: HOLDER }), true],
    [
      'is none of the business of another that holds one',
      historyOf('paid'),
      found({ holder: { ...HOLDER, runId: 'x' } }),
      false,
    ],
  ])('%s', (_, history, finding, expected) => {
    expect(isOpen(history, [finding])).toBe(expected);
  });
});
