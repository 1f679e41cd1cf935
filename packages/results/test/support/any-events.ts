import {
  type CheckResult,
  type JournalEntry,
  type JournalRecord,
  type MetricReading,
  type Outcome,
  PHASES,
  type RunEvent,
  type RunEventBody,
  type StepId,
  type Test,
} from '@conductor/types';
import fc from 'fast-check';
import { RUN_ID } from './new-directory.ts';
import { FACTS, plan, sampleTest } from './sample-test.ts';

const LINES = {
  startup: ['step1=ifconfig', 'spawn2=vmstat 1'],
  run: ['step1=iperf3', 'step2=-false', 'step3=true'],
  collect: ['fetch1=/tmp/*'],
  reset: ['step1=ifconfig down'],
};

/** The test that all generated runs are of. */
export const ANY_TEST: Test = sampleTest([plan('source', LINES), plan('dut', LINES)], 2);

const phase = fc.constantFrom(...PHASES);
const player = fc.constantFrom('source', 'dut', 'a stranger');
const trial = fc.record({ caseName: fc.constantFrom('', 'mtu=1500'), trial: fc.integer({ min: 1, max: 2 }) });
const text = fc.string({ maxLength: 20 });
const bytes = fc.nat(10_000);
const channel = fc.constantFrom('out' as const, 'err' as const);
const generation = fc.nat(2);
const sha256 = fc.constantFrom('aa', 'bb');
const instant = fc.constant('2026-11-23T23:15:00.000Z');
const step: fc.Arbitrary<StepId> = fc.record({
  phase,
  index: fc.integer({ min: 1, max: 4 }),
  attempt: fc.integer({ min: 1, max: 2 }),
});

const exit = fc.constantFrom({ kind: 'code' as const, code: 1 }, { kind: 'lost' as const });
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ kind: fc.constant('exited' as const), code: fc.nat(3) }),
  fc.record({ kind: fc.constant('signaled' as const), signal: fc.constant('SIGSEGV') }),
  fc.record({ kind: fc.constant('deadline' as const), limitMs: fc.nat(1000), exit }),
  fc.record({ kind: fc.constant('stopped' as const), reason: text, exit }),
  fc.record({ kind: fc.constant('skipped' as const), reason: text }),
  fc.record({ kind: fc.constant('fetched' as const), files: fc.nat(3) }),
  fc.record({ kind: fc.constant('unknown' as const), reason: text }),
);
const reset = fc.constantFrom('not-owed' as const, 'paid' as const, 'waived' as const, 'unconfirmed' as const);

const reading: fc.Arbitrary<MetricReading> = fc.oneof(
  fc.record({
    metric: text,
    kind: fc.constant('value' as const),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
  fc.record({ metric: fc.constant('rate'), kind: fc.constant('none' as const), reason: text }),
);
const check: fc.Arbitrary<CheckResult> = fc.record({
  metric: text,
  caseName: text,
  text,
  verdict: fc.constantFrom('passed' as const, 'failed' as const),
  found: text,
});

const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc.record({ kind: fc.constant('phase-began' as const), phase }),
  fc.record({ kind: fc.constant('step-began' as const), step }),
  fc.record({ kind: fc.constant('step-ended' as const), step, outcome, durationMs: fc.nat(1000) }),
  fc.record({ kind: fc.constant('output-rewound' as const), step, channel, generation }),
  fc.record({ kind: fc.constant('output-closed' as const), step, channel, generation, bytes }),
  fc.record({
    kind: fc.constant('file-found' as const),
    step,
    file: fc.integer({ min: 1, max: 3 }),
    path: text,
    size: bytes,
    mode: fc.constant(0o644),
    modified: instant,
  }),
  fc.record({ kind: fc.constant('file-refused' as const), step, path: text, reason: text }),
  fc.record({ kind: fc.constant('steps-done' as const), phase }),
  fc.record({
    kind: fc.constant('phase-finished' as const),
    phase,
    containment: fc.constant('sweep' as const),
    leftovers: fc.array(fc.record({ pid: fc.integer({ min: 1, max: 99 }), command: text, foundBy: text }), {
      maxLength: 2,
    }),
  }),
  fc.record({ kind: fc.constant('trial-stopped' as const), reason: text }),
  fc.record({ kind: fc.constant('remark' as const), text, step }),
  fc.record({ kind: fc.constant('remark' as const), text }),
  fc.record({
    kind: fc.constant('left-behind' as const),
    leftovers: fc.array(fc.record({ pid: fc.integer({ min: 1, max: 99 }), command: text, foundBy: text }), {
      maxLength: 2,
    }),
  }),
  fc.record({
    kind: fc.constant('state-compared' as const),
    comparison: fc.record({
      kind: fc.constant('compared' as const),
      changes: fc.array(fc.record({ item: text, subject: text, before: fc.option(text), after: fc.option(text) }), {
        maxLength: 2,
      }),
      changeCount: fc.nat(3),
      itemCount: fc.nat(9),
      unseen: fc.array(fc.record({ item: text, reason: text }), { maxLength: 2 }),
    }),
  }),
  fc.record({ kind: fc.constant('trial-closed' as const), reset }),
);

const record: fc.Arbitrary<JournalRecord> = fc
  .record({ seq: fc.integer({ min: 1, max: 60 }), time: instant, monotonicNs: fc.constant('1') })
  .chain((stamp) => entry.map((what) => ({ ...stamp, ...what })));

const output = { player, trial, step, channel, generation };

/** Anything that can be appended after `run-started`, in no sensible order. */
export const anyBody: fc.Arbitrary<RunEventBody> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('journal' as const),
      player,
      trial,
      segment: fc.integer({ min: 1, max: 3 }),
      offset: bytes,
      record,
    }),
  },
  fc.record({ kind: fc.constant('player-awaited' as const), player, reason: text }),
  fc.record({
    kind: fc.constant('player-greeted' as const),
    player,
    facts: fc.constant(FACTS),
    identity: fc.constantFrom(null, 'conductor://k3f9/player/dut'),
  }),
  fc.record({
    kind: fc.constant('run-taken-over' as const),
    epoch: fc.integer({ min: 1, max: 9 }),
    who: text,
    deed: text,
  }),
  fc.record({ kind: fc.constant('trial-started' as const), trial }),
  fc.record({ kind: fc.constant('phase-started' as const), trial, phase }),
  fc.record({ kind: fc.constant('output-collected' as const), ...output, path: fc.option(text), bytes, sha256 }),
  fc.record({ kind: fc.constant('output-held' as const), ...output, path: text, bytes }),
  fc.record({
    kind: fc.constant('file-fetched' as const),
    player,
    trial,
    step,
    file: fc.integer({ min: 1, max: 3 }),
    source: text,
    path: text,
    bytes,
    mode: fc.constant(0o644),
    modified: instant,
    sha256,
  }),
  fc.record({
    kind: fc.constant('phase-counted' as const),
    player,
    trial,
    phase,
    steps: fc.nat(4),
    failed: fc.nat(2),
    unknown: fc.nat(2),
    leftovers: fc.nat(2),
  }),
  fc.record({ kind: fc.constant('phase-ended' as const), trial, phase }),
  fc.record({
    kind: fc.constant('player-lost' as const),
    player,
    trial: fc.option(trial),
    phase: fc.option(phase),
    cause: text,
  }),
  fc.record({
    kind: fc.constant('interrupted' as const),
    signal: fc.constant('SIGINT'),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('problem' as const), text }),
  fc.record({ kind: fc.constant('problem' as const), text, player }),
  fc.record({ kind: fc.constant('reset-settled' as const), player, trial, state: reset }),
  fc.record({ kind: fc.constant('trial-ended' as const), trial }),
  fc.record({ kind: fc.constant('trial-measured' as const), trial, readings: fc.array(reading, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('checks-settled' as const), checks: fc.array(check, { maxLength: 2 }) }),
  fc.record({
    kind: fc.constant('precision-settled' as const),
    metric: text,
    percent: fc.constantFrom(0.5, 2),
    fewest: fc.constant(3),
    trials: fc.integer({ min: 1, max: 3 }),
    reached: fc.option(fc.constantFrom(0, 1.5)),
    isEnough: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('run-ended' as const), exitCode: fc.nat(6) }),
);

/** The first event of every generated run. */
export const RUN_STARTED: RunEvent = {
  time: '2026-11-23T23:15:00.000Z',
  kind: 'run-started',
  schema: 1,
  runId: RUN_ID,
  version: '1.0.0',
  test: ANY_TEST,
  phases: ['startup', 'run', 'collect'],
  conductor: 'tester@bench1',
  insecure: false,
};
