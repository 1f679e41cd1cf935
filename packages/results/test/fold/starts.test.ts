import {
  DEFAULT_SETTINGS,
  type JournalEntry,
  type PlayerStart,
  type RunEventBody,
  type RunResult,
  type Settings,
} from '@conductor/types';
import { describe, expect, test } from 'vitest';
import { runResult } from '../../src/fold/run-result.ts';
import { emptyRun } from '../../src/fold/run-state.ts';
import { foldRun } from '../../src/fold-run.ts';
import { RUN_ID } from '../support/new-directory.ts';
import { plan, sampleTest } from '../support/sample-test.ts';

const TRIAL = { caseName: '', trial: 1 };
const PLAYERS = [plan('source', { run: ['step1=iperf3'] }), plan('dut', { run: ['step1=iperf3 -s'] })];

function start(player: string, time: string, epochNs: string): PlayerStart {
  const clock = { offsetMs: 5, uncertaintyMs: 0.1, driftPpm: null, roundTripMs: 0.2, epochNs };
  return { player, time, lateMs: 0.05, uncertaintyMs: 0.1, clock };
}

/** The result of a run whose two players started Run 3 ms apart, and passed all steps. */
function resultOf(settings: Partial<Settings>, phase: 'run' | 'startup' = 'run'): RunResult {
  const starts = [
    start('source', '2026-11-23T23:15:01.004000Z', '1795475700000000000'),
    start('dut', '2026-11-23T23:15:01.001000Z', '-1000'),
  ];
  const made = { schema: 1, runId: RUN_ID, version: '1.0.0', phases: ['run'], conductor: 'tester@bench1' } as const;
  const test = { ...sampleTest(PLAYERS), settings: { ...DEFAULT_SETTINGS, ...settings } };
  const bodies: RunEventBody[] = [
    { kind: 'run-started', ...made, test, insecure: false },
    ...PLAYERS.flatMap(({ name }) => passedStep(name)),
    { kind: 'players-started', trial: TRIAL, phase, mode: 'aligned', spreadMs: 3, uncertaintyMs: 0.2, starts },
    { kind: 'clock-stepped', player: 'dut', stepMs: -7_200_000 },
    { kind: 'trial-ended', trial: TRIAL },
  ];
  const state = emptyRun();
  for (const body of bodies) foldRun(state, { time: '2026-11-23T23:15:00.000Z', ...body });
  return runResult(state);
}

function passedStep(player: string): RunEventBody[] {
  const step = { phase: 'run', index: 1, attempt: 1 } as const;
  const entries: JournalEntry[] = [
    { kind: 'step-began', step },
    { kind: 'step-ended', step, outcome: { kind: 'exited', code: 0 }, durationMs: 5 },
  ];
  return entries.map((entry, at) => {
    const record = { seq: at + 1, time: '2026-11-23T21:15:00.000Z', monotonicNs: '1004123456', ...entry };
    return { kind: 'journal', segment: 1, player, trial: TRIAL, offset: at + 1, record };
  });
}

describe('the starts of a phase', () => {
  test("are told with who was first and last, each on the conductor's clock, and steps with them", () => {
    const { trials, players, problems } = resultOf({});
    const [run] = trials[0]?.phases ?? [];
    expect(run?.start).toEqual({ mode: 'aligned', spreadMs: 3, uncertaintyMs: 0.2, first: 'dut', last: 'source' });
    const [source] = run?.players ?? [];
    expect(source?.start).toEqual({ time: '2026-11-23T23:15:01.004000Z', lateMs: 0.05, uncertaintyMs: 0.1 });
    expect(source?.steps[0]?.conductorTime).toBe('2026-11-23T23:15:01.004123Z');
    expect(players[1]?.clock).toMatchObject({ offsetMs: 5, roundTripMs: 0.2 });
    expect(problems).toEqual([
      'player "dut": its wall clock went 7200.0 s back of a sudden (it was set, or its host slept); no start and no duration depends on it',
    ]);
  });

  test.each<[string, Partial<Settings>, 'run' | 'startup', string]>([
    ['further apart than max_skew fail Run', { maxSkewMs: 2.9 }, 'run', 'failed'],
    ['that max_skew allows do not', { maxSkewMs: 3 }, 'run', 'passed'],
    ['of Startup are measured, and fail nothing', { maxSkewMs: 1 }, 'startup', 'passed'],
  ])('%s', (_, settings, phase, verdict) => {
    const { trials } = resultOf(settings, phase);
    expect(trials[0]?.verdict).toBe(verdict);
  });
});
