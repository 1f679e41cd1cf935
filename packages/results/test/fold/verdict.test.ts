import type { JournalEntry, Outcome, Phase, RunEventBody, RunResult, StepId } from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { runResult } from '../../src/fold/run-result.ts';
import { emptyRun } from '../../src/fold/run-state.ts';
import { foldRun } from '../../src/fold-run.ts';
import { RUN_ID } from '../support/new-directory.ts';
import { plan, sampleTest } from '../support/sample-test.ts';

const TRIAL = { caseName: '', trial: 1 };
const DUT = plan('dut', {
  startup: ['step1=ifconfig'],
  run: ['step1=iperf3', 'step2=-grep x y'],
  collect: ['fetch1=/tmp/*'],
});

/** The result of a run in which the player wrote this, and the conductor saw that. */
function resultOf(
  journal: readonly JournalEntry[],
  others: readonly RunEventBody[] = [],
  phases?: readonly Phase[],
): RunResult {
  const bodies: RunEventBody[] = [
    {
      kind: 'run-started',
      schema: 1,
      runId: RUN_ID,
      version: '1.0.0',
      test: sampleTest([DUT]),
      phases: phases ?? ['run', 'collect'],
      conductor: 'tester@bench1',
      insecure: false,
    },
    { kind: 'trial-started', trial: TRIAL },
    ...journal.map(
      (entry, place): RunEventBody => ({
        kind: 'journal',
        segment: 1,
        player: 'dut',
        trial: TRIAL,
        offset: place,
        record: { seq: place + 1, time: '2026-11-23T23:15:01.000Z', monotonicNs: '1', ...entry },
      }),
    ),
    ...others,
  ];
  const state = emptyRun();
  for (const body of bodies) foldRun(state, { time: '2026-11-23T23:15:00.000Z', ...body });
  return runResult(state);
}

test('a phase that a player was too late for has failed, also where it had nothing to do', () => {
  const notStarted = { trial: TRIAL, phase: 'reset' } as const;
  const problem: RunEventBody = { kind: 'problem', text: 'dut could not start reset', player: 'dut', notStarted };
  const { trials, problems } = resultOf([], [problem], ['reset']);
  expect([trials[0]?.verdict, problems]).toEqual(['failed', ['trial 1: dut could not start reset']]);
});

const ENDED: RunEventBody = { kind: 'trial-ended', trial: TRIAL };

function id(index: number, phase: Phase = 'run'): StepId {
  return { phase, index, attempt: 1 };
}

function ran(index: number, outcome: Outcome, phase: Phase = 'run'): JournalEntry[] {
  return [
    { kind: 'step-began', step: id(index, phase) },
    { kind: 'step-ended', step: id(index, phase), outcome, durationMs: 5 },
  ];
}

const ZERO: Outcome = { kind: 'exited', code: 0 };
const THREE: Outcome = { kind: 'exited', code: 3 };
const ALL_RAN = [...ran(1, ZERO), ...ran(2, ZERO), ...ran(1, { kind: 'fetched', files: 0 }, 'collect')];

function stepsOf(result: RunResult, phase: Phase) {
  return result.trials[0]?.phases.find((one) => one.phase === phase)?.players[0]?.steps ?? [];
}

describe('the verdict of a trial', () => {
  test.each<[string, JournalEntry[], RunEventBody[], string]>([
    ['passed when every step did', ALL_RAN, [ENDED], 'passed'],
    ['failed when a step did', [...ran(1, THREE), ...ALL_RAN.slice(2)], [ENDED], 'failed'],
    [
      'passed when only a step failed that may',
      [...ran(1, ZERO), ...ran(2, THREE), ...ALL_RAN.slice(4)],
      [ENDED],
      'passed',
    ],
    [
      'unknown when a step began and the trial ended without its end',
      [{ kind: 'step-began', step: id(1) }],
      [ENDED],
      'unknown',
    ],
    ['skipped when no step had its turn', [], [ENDED], 'skipped'],
    [
      'failed when a process was left behind',
      [
        ...ALL_RAN,
        {
          kind: 'phase-finished',
          phase: 'run',
          containment: 'sweep',
          leftovers: [{ pid: 7, command: 'x', foundBy: 'group' }],
        },
      ],
      [ENDED],
      'failed',
    ],
    [
      'failed when the player was lost after its last step',
      ALL_RAN,
      [{ kind: 'player-lost', player: 'dut', trial: TRIAL, phase: 'collect', cause: 'silence' }, ENDED],
      'failed',
    ],
    [
      'unknown when nobody heard that Reset ran',
      ALL_RAN,
      [{ kind: 'reset-settled', player: 'dut', trial: TRIAL, state: 'unconfirmed' }, ENDED],
      'unknown',
    ],
    [
      'passed when Reset was waived',
      [...ALL_RAN, { kind: 'trial-closed', reset: 'waived' }],
      [{ kind: 'reset-settled', player: 'dut', trial: TRIAL, state: 'unconfirmed' }, ENDED],
      'passed',
    ],
    [
      'failed when something outlived the trial whose Reset was waived',
      [
        ...ALL_RAN,
        { kind: 'phase-finished', phase: 'run', containment: 'sweep', leftovers: [] },
        { kind: 'left-behind', leftovers: [{ pid: 7, command: 'x', foundBy: 'group' }] },
        { kind: 'trial-closed', reset: 'waived' },
      ],
      [ENDED],
      'failed',
    ],
    [
      'failed when output was announced that never came whole',
      [...ALL_RAN, { kind: 'output-closed', step: id(1), channel: 'out', generation: 0, bytes: 5 }],
      [ENDED],
      'failed',
    ],
    [
      'passed while that output can still come',
      [...ALL_RAN, { kind: 'output-closed', step: id(1), channel: 'out', generation: 0, bytes: 5 }],
      [],
      'passed',
    ],
    [
      'failed when a file was found that never came',
      [
        ...ALL_RAN,
        {
          kind: 'file-found',
          step: id(1, 'collect'),
          file: 1,
          path: '/tmp/a',
          size: 1,
          mode: 0o644,
          modified: '2026-01-01T00:00:00Z',
        },
      ],
      [ENDED],
      'failed',
    ],
  ])('is %s', (_sentence, journal, others, verdict) => {
    const result = resultOf(journal, others);
    expect(result.trials[0]?.verdict).toBe(verdict);
    const weighsMore =
      verdict === 'passed' || verdict === 'skipped' ? verdict : expect.stringMatching(/failed|unknown/);
    expect(result.verdict).toEqual(weighsMore);
  });
});

describe('the verdict of a run', () => {
  test('is failed by a check, until another judgement takes its place', () => {
    const check = { metric: 'rate', caseName: '', text: 'mean > 1', found: '0' };
    const failed: RunEventBody = { kind: 'checks-settled', checks: [{ ...check, verdict: 'failed' }] };
    const passed: RunEventBody = { kind: 'checks-settled', checks: [{ ...check, verdict: 'passed' }] };
    expect(resultOf(ALL_RAN, [ENDED, failed]).verdict).toBe('failed');
    expect(resultOf(ALL_RAN, [ENDED, failed, passed])).toMatchObject({
      verdict: 'passed',
      checks: [{ verdict: 'passed' }],
    });
  });

  test('is failed when it was interrupted, though every step passed', () => {
    expect(resultOf(ALL_RAN, [{ kind: 'interrupted', signal: 'SIGINT', count: 1 }, ENDED]).verdict).toBe('failed');
  });

  test('is failed when a player was lost before any trial', () => {
    const lost: RunEventBody = { kind: 'player-lost', player: 'dut', trial: null, phase: null, cause: 'no answer' };
    const result = resultOf([], [lost]);
    expect(result.verdict).toBe('failed');
    expect(result.players[0]?.lost).toBe('no answer');
  });
});

describe('a step without an end', () => {
  test('is unknown when it began, with the cause of the loss', () => {
    const lost: RunEventBody = {
      kind: 'player-lost',
      player: 'dut',
      trial: TRIAL,
      phase: 'run',
      cause: 'no heartbeat for 30 s',
    };
    const [first, second] = stepsOf(resultOf([{ kind: 'step-began', step: id(1) }], [lost]), 'run');
    expect(first?.outcome).toEqual({
      kind: 'unknown',
      reason: 'it began, and the player was lost: no heartbeat for 30 s',
    });
    expect(second?.outcome).toEqual({ kind: 'skipped', reason: 'the player was lost: no heartbeat for 30 s' });
  });

  test('has no start and no duration when it never began', () => {
    const skipped: Outcome = { kind: 'skipped', reason: 'the trial was stopped' };
    const [first] = stepsOf(resultOf([{ kind: 'step-ended', step: id(1), outcome: skipped, durationMs: 0 }]), 'run');
    expect(first).toMatchObject({ startTime: null, durationMs: null, outcome: skipped, verdict: 'skipped' });
  });
});

describe('the phases of a trial', () => {
  test('are those that were asked for, in order', () => {
    expect(resultOf([]).trials[0]?.phases.map(({ phase }) => phase)).toEqual(['run', 'collect']);
  });

  test('and those that ran without being asked for, as a Reset that was owed does', () => {
    const result = resultOf([...ran(1, ZERO, 'startup'), { kind: 'phase-began', phase: 'reset' }]);
    expect(result.trials[0]?.phases.map(({ phase }) => phase)).toEqual(['startup', 'run', 'collect', 'reset']);
  });
});

describe('an output', () => {
  const output = {
    kind: 'output-collected' as const,
    player: 'dut',
    trial: TRIAL,
    step: id(1),
    channel: 'out' as const,
  };

  test('that was truncated lists what was collected before, oldest first', () => {
    const rewound: JournalEntry = { kind: 'output-rewound', step: id(1), channel: 'out', generation: 1 };
    const result = resultOf(
      [...ran(1, ZERO), rewound],
      [
        { ...output, generation: 0, path: 'o.before-rewind', bytes: 3, sha256: 'aa' },
        { ...output, generation: 1, path: 'o.before-rewind-2', bytes: 4, sha256: 'bb' },
        { ...output, generation: 2, path: 'o', bytes: 5, sha256: 'cc' },
      ],
    );
    const [step] = stepsOf(result, 'run');
    expect(step?.stdout).toEqual({
      path: 'o',
      bytes: 5,
      sha256: 'cc',
      rewound: [
        { path: 'o.before-rewind', bytes: 3 },
        { path: 'o.before-rewind-2', bytes: 4 },
      ],
    });
  });

  test('of which only a part came has a path and no checksum', () => {
    const held: RunEventBody = { ...output, kind: 'output-held', generation: 0, path: 'o', bytes: 3 };
    expect(stepsOf(resultOf(ran(1, ZERO), [held]), 'run')[0]?.stdout).toEqual({
      path: 'o',
      bytes: 3,
      sha256: null,
      rewound: [],
    });
  });
});

test('a trial in which no step had its turn is skipped, also where other phases have no steps', () => {
  const { trials, verdict } = resultOf([], [ENDED], ['startup', 'run', 'collect', 'reset']);
  expect([trials[0]?.verdict, verdict]).toEqual(['skipped', 'skipped']);
});

test('a trial without any step has passed', () => {
  const { trials } = resultOf([], [ENDED], ['reset']);
  expect(trials[0]?.verdict).toBe('passed');
});

test('a trial whose step was stopped while it ran has not passed, though the step has not failed', () => {
  const step: StepId = { phase: 'run', index: 1, attempt: 1 };
  const outcome: Outcome = { kind: 'stopped', reason: 'Ctrl-C', exit: { kind: 'signal', signal: 'SIGINT' } };
  const result = resultOf(
    [
      { kind: 'step-began', step },
      { kind: 'step-ended', step, outcome, durationMs: 1 },
    ],
    [ENDED],
  );
  expect(result.trials[0]?.verdict).toBe('failed');
  expect(result.trials[0]?.phases[0]?.verdict).toBe('skipped');
});
