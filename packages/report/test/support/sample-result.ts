import type { Outcome, OutputResult, Phase, PlayerPhaseResult, RunResult, StepResult, Verdict } from '@conductor/types';

/** An output that is empty. */
export const EMPTY: OutputResult = { path: null, bytes: 0, sha256: 'e3b0', rewound: [] };

export function stepResult(
  index: number,
  outcome: Outcome,
  verdict: Verdict,
  more: Partial<StepResult> = {},
): StepResult {
  return {
    index,
    key: `step${index}`,
    kind: 'step',
    text: 'iperf3 -c 10.0.0.2',
    mayFail: false,
    attempt: 1,
    startTime: '2026-11-23T23:15:01.000Z',
    conductorTime: null,
    durationMs: 1200,
    outcome,
    verdict,
    stdout: EMPTY,
    stderr: EMPTY,
    files: [],
    remarks: [],
    ...more,
  };
}

export function part(
  player: string,
  steps: readonly StepResult[],
  more: Partial<PlayerPhaseResult> = {},
): PlayerPhaseResult {
  const verdict = steps.find((step) => step.verdict !== 'passed')?.verdict ?? 'passed';
  return { player, verdict, start: null, containment: 'sweep', leftovers: [], counts: null, steps, ...more };
}

/** A result with these parts in each of so many trials. */
export function runResult(
  parts: Partial<Record<Phase, readonly PlayerPhaseResult[]>>,
  trials = 1,
  more: Partial<RunResult> = {},
): RunResult {
  const phases = Object.entries(parts).map(([phase, players]) => ({
    phase: phase as Phase,
    startTime: '2026-11-23T23:15:00.000Z',
    endTime: '2026-11-23T23:15:02.000Z',
    verdict: players.find(({ verdict }) => verdict !== 'passed')?.verdict ?? ('passed' as const),
    start: null,
    players,
  }));
  const verdict = phases.find((phase) => phase.verdict !== 'passed')?.verdict ?? 'passed';
  return {
    schema: 1,
    runId: '20261123T231500Z-k3f9',
    test: { name: 'throughput', file: 'throughput.cfg', trials },
    phases: ['startup', 'run', 'collect', 'reset'],
    version: '1.0.0',
    conductor: 'tester@bench1',
    insecure: false,
    collector: 'own',
    writtenBy: 'conduct',
    startTime: '2026-11-23T23:15:00.000Z',
    endTime: '2026-11-23T23:15:12.300Z',
    exitCode: verdict === 'passed' ? 0 : 1,
    verdict,
    players: ['source', 'dut'].map((name) => ({
      name,
      address: '10.0.0.1',
      port: 6970,
      facts: null,
      identity: null,
      lost: null,
      clock: null,
    })),
    trials: Array.from({ length: trials }, (_, place) => ({
      caseName: '',
      trial: place + 1,
      startTime: '2026-11-23T23:15:00.000Z',
      endTime: '2026-11-23T23:15:02.000Z',
      verdict,
      phases,
      resets: [],
    })),
    problems: [],
    metrics: [],
    checks: [],
    ...more,
  };
}

export const ZERO: Outcome = { kind: 'exited', code: 0 };
export const THREE: Outcome = { kind: 'exited', code: 3 };
