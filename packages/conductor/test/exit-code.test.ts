import {
  ConductorError,
  ERROR_CODES,
  type ErrorCode,
  type Outcome,
  type Phase,
  type PhaseCounts,
  type PlayerPhaseResult,
  type ResetState,
  type RunResult,
  type StepResult,
  verdictOf,
  worstVerdict,
} from '@conductor/types';
import { describe, expect, it } from 'vitest';
import type { CourseEnding } from '../src/course/course-effect.ts';
import { errorExitCode, exitCodeOf, reportExitCode } from '../src/exit-code.ts';
import { EMPTY_RESULT } from './empty-run.ts';

const PASSED: Outcome = { kind: 'exited', code: 0 };
const FAILED: Outcome = { kind: 'exited', code: 1 };
const SKIPPED: Outcome = { kind: 'skipped', reason: 'the trial was stopped' };
const UNKNOWN: Outcome = { kind: 'unknown', reason: 'it began, and the player was lost' };

/** What matters for an exit code; the rest is as in a run where all went well. */
interface Case {
  readonly startup?: Outcome;
  readonly run?: Outcome;
  readonly reset?: Outcome;
  readonly settled?: ResetState;
  readonly isLost?: boolean;
  readonly leaves?: Phase;
  readonly phases?: readonly Phase[];
}

function resultOf({
  settled = 'paid',
  isLost = false,
  phases = ['startup', 'run', 'reset'],
  ...outcomes
}: Case): RunResult {
  const parts = (['startup', 'run', 'reset'] as const).map((phase) => ({
    phase,
    startTime: null,
    endTime: null,
    verdict: 'passed' as const,
    start: null,
    players: [partOf(outcomes[phase] ?? PASSED, outcomes.leaves === phase)],
  }));
  const trial = { caseName: '', trial: 1, startTime: '', endTime: '', verdict: 'passed' as const, phases: parts };
  return {
    ...EMPTY_RESULT,
    phases,
    players: [
      {
        name: 'dut',
        address: '127.0.0.1',
        port: 1,
        facts: null,
        identity: null,
        lost: isLost ? 'it is gone' : null,
        clock: null,
      },
    ],
    trials: [{ ...trial, resets: [{ player: 'dut', state: settled, time: null }] }],
  };
}

function partOf(outcome: Outcome, leaves: boolean): PlayerPhaseResult {
  const empty = { path: null, bytes: 0, sha256: null, rewound: [] };
  const verdict = verdictOf(outcome, false);
  const step: StepResult = {
    index: 1,
    key: 'step1',
    kind: 'step',
    text: 'true',
    mayFail: false,
    attempt: 1,
    startTime: null,
    conductorTime: null,
    durationMs: null,
    outcome,
    verdict,
    stdout: empty,
    stderr: empty,
    files: [],
    remarks: [],
  };
  const leftovers = leaves ? [{ pid: 1, command: 'sleep', foundBy: 'session' }] : [];
  return {
    player: 'dut',
    verdict: worstVerdict([verdict]),
    start: null,
    containment: 'sweep',
    leftovers,
    counts: null,
    steps: [step],
  };
}

const COMPLETED: CourseEnding = { kind: 'completed' };
const BROKEN: CourseEnding = { kind: 'broken', error: new ConductorError('storage', 'the disk is full') };
const DISTRUSTED: CourseEnding = { kind: 'distrusted', error: new ConductorError('identity', 'dut was revoked') };
const interrupted = (signal: string): CourseEnding => ({ kind: 'interrupted', signal });
const left = (signal: string): CourseEnding => ({ kind: 'left', signal });

describe('the exit code of a run whose hosts were compared after Reset', () => {
  const host = { kind: 'not-compared', reason: 'it could not be read' } as const;
  it.each([
    ['passed', 0],
    ['failed', 4],
    ['unknown', 3],
  ] as const)('when that is %s', (verdict, expected) => {
    const result = resultOf({});
    const trials = result.trials.map((trial) => ({
      ...trial,
      resets: trial.resets.map((reset) => ({ ...reset, host: { ...host, verdict } })),
    }));
    expect(exitCodeOf(COMPLETED, { ...result, trials })).toBe(expected);
  });
});

describe('the exit code of a report', () => {
  const check = { metric: 'rate', caseName: '', text: 'mean > 1', found: '0' };
  it.each<[string, Case, number | null, 'passed' | 'failed', number]>([
    ['a check passes now that failed', {}, 1, 'passed', 0],
    ['a check fails now that passed', {}, 0, 'failed', 1],
    ['a check passes, and a step had failed', { run: FAILED }, 1, 'passed', 1],
    ['a check passes, and the run had been interrupted', {}, 130, 'passed', 130],
    ['a check fails, and a player had been lost', { isLost: true }, 3, 'failed', 3],
    ['a check passes of a run that nobody ended, and a player is lost', { isLost: true }, null, 'passed', 3],
  ])('when %s', (_, run, exitCode, verdict, expected) => {
    expect(reportExitCode({ ...resultOf(run), exitCode, checks: [{ ...check, verdict }] })).toBe(expected);
  });
});

describe('the exit code of a run', () => {
  it.each<[string, CourseEnding, Case, number]>([
    ['all passed and Reset was paid', COMPLETED, {}, 0],
    ['Reset was left to the user', COMPLETED, { settled: 'waived' }, 0],
    ['nothing was owed', COMPLETED, { settled: 'not-owed' }, 0],
    ['a step of Run failed', COMPLETED, { run: FAILED }, 1],
    ['a step never had its turn', COMPLETED, { run: SKIPPED }, 1],
    ['a step that nobody asked for never had its turn', COMPLETED, { run: SKIPPED, phases: ['startup', 'reset'] }, 0],
    ['a player was lost', COMPLETED, { isLost: true }, 3],
    ['an outcome is unknown', COMPLETED, { run: UNKNOWN }, 3],
    ['nobody heard of a Reset', COMPLETED, { settled: 'unconfirmed' }, 3],
    ['a player was lost, and a step failed', COMPLETED, { isLost: true, run: FAILED }, 3],
    ['a step of Reset failed', COMPLETED, { reset: FAILED }, 4],
    ['something was left behind after Run', COMPLETED, { leaves: 'run' }, 4],
    ['a step of Reset failed, and a player was lost', COMPLETED, { reset: FAILED, isLost: true }, 4],
    ['our own machine broke, and Reset was paid', BROKEN, {}, 3],
    ['our own machine broke, and a step of Reset failed', BROKEN, { reset: FAILED }, 4],
    ['a player is trusted no more, and is lost', DISTRUSTED, { isLost: true, settled: 'unconfirmed' }, 6],
    ['a player is trusted no more, and a step of Reset failed', DISTRUSTED, { isLost: true, reset: FAILED }, 4],
    ['Ctrl-C, and Reset was paid', interrupted('SIGINT'), { run: SKIPPED }, 130],
    ['Ctrl-C before anything was begun', interrupted('SIGINT'), { settled: 'not-owed' }, 130],
    ['Ctrl-C after a step had failed', interrupted('SIGINT'), { startup: FAILED }, 130],
    ['Ctrl-C, and nobody heard of a Reset', interrupted('SIGINT'), { settled: 'unconfirmed' }, 131],
    ['Ctrl-C, and a step of Reset failed', interrupted('SIGINT'), { reset: FAILED }, 131],
    ['SIGTERM, and Reset was paid', interrupted('SIGTERM'), {}, 143],
    ['SIGTERM, and nobody heard of a Reset', interrupted('SIGTERM'), { settled: 'unconfirmed' }, 144],
    ['SIGHUP, and Reset was paid', interrupted('SIGHUP'), {}, 129],
    ['SIGHUP, and nobody heard of a Reset', interrupted('SIGHUP'), { settled: 'unconfirmed' }, 131],
    ['three times Ctrl-C', left('SIGINT'), { settled: 'unconfirmed' }, 131],
    ['three times, before anything was begun', left('SIGINT'), { settled: 'not-owed' }, 130],
    ['three times, first by SIGTERM', left('SIGTERM'), { settled: 'unconfirmed' }, 144],
  ])('when %s', (_, ending, result, exitCode) => {
    expect(exitCodeOf(ending, resultOf(result))).toBe(exitCode);
  });

  it.each<[string, Partial<PhaseCounts>, 'run' | 'reset', number]>([
    ['no step failed', {}, 'run', 0],
    ['a step failed', { failed: 1 }, 'run', 1],
    ['an outcome is unknown', { failed: 1, unknown: 1 }, 'run', 3],
    ['something was left behind', { leftovers: 1 }, 'run', 4],
    ['a step of Reset failed', { failed: 1 }, 'reset', 4],
  ])('when the players counted that %s, and an external collector has the rest', (_, counted, phase, exitCode) => {
    const counts = { steps: 1, failed: 0, unknown: 0, leftovers: 0 };
    const result = resultOf({});
    const trials = result.trials.map((trial) => ({
      ...trial,
      phases: trial.phases.map((part) => ({
        ...part,
        players: part.players.map((one) => {
          const its = part.phase === phase ? { ...counts, ...counted } : counts;
          const verdict = its.failed > 0 ? ('failed' as const) : ('passed' as const);
          return { ...one, steps: [], counts: its, verdict };
        }),
      })),
    }));
    expect(exitCodeOf(COMPLETED, { ...result, collector: 'external', trials })).toBe(exitCode);
  });

  it.each<[ErrorCode, number]>([
    ['usage', 2],
    ['config', 2],
    ['storage', 2],
    ['bind', 2],
    ['unreachable', 3],
    ['lost', 3],
    ['protocol', 3],
    ['deadline', 3],
    ['busy', 5],
    ['fenced', 5],
    ['identity', 6],
    ['version', 6],
    ['interrupted', 130],
  ])('when nothing was started, for the reason %s', (code, exitCode) => {
    const error = new ConductorError(code, 'why');
    expect(exitCodeOf({ kind: 'not-started', error }, resultOf({}))).toBe(exitCode);
    expect(errorExitCode(code)).toBe(exitCode);
  });

  it('is known for every reason', () => {
    for (const code of ERROR_CODES) expect(errorExitCode(code)).toBeGreaterThan(0);
  });
});
