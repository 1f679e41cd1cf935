import {
  type JournalEntry,
  type JournalRecord,
  PHASES,
  type PlayerCondition,
  Secret,
  type Step,
} from '@conductor/types';
import fc from 'fast-check';
import type {
  Claim,
  CollectorFrame,
  ControlCommand,
  ControlReply,
  ControlRequest,
  OpenTrial,
  Policies,
  RefusalReason,
  ResultSource,
  ResultsFrame,
} from '../../src/index.ts';
import { comparison } from './comparison.ts';
import { outcome } from './outcome.ts';
import { putBody, sha256 } from './put-arbitraries.ts';
import { readyCondition } from './ready-condition.ts';
import { retried } from './retried.ts';

type Arbitraries<Union extends { kind: string }> = {
  readonly [K in Union['kind']]: fc.Arbitrary<Extract<Union, { kind: K }>>;
};

/** One variant of a union, each as likely; the table is total, so a new variant is found by the compiler. */
function oneOf<Union extends { kind: string }>(table: Arbitraries<Union>): fc.Arbitrary<Union> {
  return fc.oneof(...(Object.values(table) as fc.Arbitrary<Union>[]));
}

const kind = <K extends string>(word: K) => fc.constant(word);
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const ordinal = fc.integer({ min: 1, max: 2 ** 32 - 1 });
const bytes = fc.maxSafeNat();
const nanoseconds = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const startInstant = fc.record({ startNs: nanoseconds, latestNs: fc.option(nanoseconds), maySpin: fc.boolean() });
const text = fc.string({ unit: 'grapheme' });
/** What a terminal would obey is shown, not kept: sentences are without it. */
const sentence = fc.string({ unit: 'grapheme' }).filter((value) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value));
const phase = fc.constantFrom(...PHASES);
const channel = fc.constantFrom('out' as const, 'err' as const);
const wallTime = fc.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('9999-12-31') });
/** A whole number of nanoseconds below 100 days, as milliseconds. */
const milliseconds = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 40 }),
  fc.integer({ min: 0, max: 10 ** 12 }).map((nanos) => nanos / 1e6),
);

export const run = fc.record({ runId: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$/), epoch: ordinal });
export const trial = fc.record({ caseName: text, trial: ordinal });
export const stepId = fc.record({ phase, index: ordinal, attempt: ordinal });

const syncName = fc.stringMatching(/^[A-Za-z0-9_.-]{1,64}$/);

const stepBase = {
  index: ordinal,
  key: text,
  place: fc.record({ file: text, line: uint32 }),
  mayFail: fc.boolean(),
};

export const step: fc.Arbitrary<Step> = oneOf<Step>({
  step: retried(fc.record({ ...stepBase, kind: kind('step'), command: text })),
  spawn: fc.record({ ...stepBase, kind: kind('spawn'), command: text }),
  timeout: retried(fc.record({ ...stepBase, kind: kind('timeout'), command: text, limitMs: milliseconds })),
  fetch: fc.record(
    { ...stepBase, kind: kind('fetch'), pattern: text, required: fc.constant(true), maxBytes: bytes },
    { requiredKeys: ['kind', 'index', 'key', 'place', 'mayFail', 'pattern'] },
  ),
  ready: fc.record({ ...stepBase, kind: kind('ready'), condition: readyCondition, limitMs: fc.option(milliseconds) }),
  reboot: fc.record({ ...stepBase, kind: kind('reboot'), limitMs: milliseconds }),
  sync: fc.record({ ...stepBase, kind: kind('sync'), name: syncName, limitMs: fc.option(milliseconds) }),
  put: fc.record({ ...stepBase, kind: kind('put'), ...putBody }),
  'put-back': fc.record({ ...stepBase, kind: kind('put-back'), items: fc.nat() }),
});

/** Steps of one phase: their indices go up. */
const steps = fc.array(step, { maxLength: 12 }).map((list) => list.map((one, place) => ({ ...one, index: place + 1 })));

export const policies: fc.Arbitrary<Policies> = fc.record({
  leaseMs: milliseconds,
  heartbeatMs: milliseconds,
  stepTimeoutMs: fc.option(milliseconds),
  killGraceMs: milliseconds,
  maxOutputBytes: bytes,
  stopSignal: fc.constantFrom('SIGINT', 'SIGTERM', 'SIGUSR1'),
  capture: fc.constantFrom('file', 'pipe'),
  onDisconnect: fc.constantFrom('reset', 'finish'),
  onFailure: fc.constantFrom('continue', 'stop'),
  live: fc.boolean(),
});

const secretNames = fc.uniqueArray(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,20}$/), { maxLength: 5 });
const secrets = secretNames.map((names) => names.map((name) => new Secret(name, `the value of ${name}`)));

const stateLooks = fc.array(fc.record({ name: fc.string({ maxLength: 64 }), command: sentence }), { maxLength: 5 });

const claim: fc.Arbitrary<Claim> = oneOf<Claim>({
  'new-run': fc.record({ kind: kind('new-run') }),
  'continue-run': fc.record({ kind: kind('continue-run'), heardCount: bytes }),
  'take-over-run': fc.record({ kind: kind('take-over-run') }),
});

export const command: fc.Arbitrary<ControlCommand> = oneOf<ControlCommand>({
  'claim-player': fc.record({ kind: kind('claim-player'), playerName: sentence, testName: sentence, claim }),
  'load-trial': fc.record(
    {
      kind: kind('load-trial'),
      trial,
      policies,
      phases: fc.record({ startup: steps, run: steps, collect: steps, reset: steps }),
      secrets,
      state: stateLooks,
    },
    { requiredKeys: ['kind', 'trial', 'policies', 'phases', 'secrets'] },
  ),
  'arm-phase': fc.record({ kind: kind('arm-phase'), phase }),
  'start-phase': fc.record({ kind: kind('start-phase'), phase, at: fc.option(startInstant) }),
  'end-phase': fc.record({ kind: kind('end-phase'), phase }),
  'stop-trial': fc.record({ kind: kind('stop-trial'), reason: sentence }),
  'settle-sync': fc.record({ kind: kind('settle-sync'), phase, name: syncName, broken: fc.option(sentence) }),
  'permit-reboot': fc.record({ kind: kind('permit-reboot'), phase, stepIndex: uint32, heardCount: bytes }),
  'resume-trial': fc.record({ kind: kind('resume-trial'), secrets }),
  'close-trial': fc.record({ kind: kind('close-trial'), waiveReset: fc.boolean() }),
  heartbeat: fc.record({ kind: kind('heartbeat'), sequence: bytes, heardCount: bytes }),
  'release-player': fc.record({ kind: kind('release-player') }),
});

export const controlRequest: fc.Arbitrary<ControlRequest> = fc.record({ run, command });

const resetState = fc.constantFrom('not-owed' as const, 'paid' as const, 'waived' as const, 'unconfirmed' as const);
const refusalReason = fc.constantFrom<RefusalReason>('identity', 'version', 'busy', 'fenced', 'protocol');
const holder = fc.record({
  runId: sentence,
  epoch: ordinal,
  who: sentence,
  since: wallTime,
  silentMs: milliseconds,
  leaseMs: fc.option(milliseconds),
});
const keptRun = fc.record({
  runId: sentence,
  loaded: wallTime,
  reset: resetState,
  pendingBytes: bytes,
  isOwed: fc.boolean(),
});

export const condition: fc.Arbitrary<PlayerCondition> = fc.record({
  holder: fc.option(holder),
  trial: fc.option(trial),
  phase: fc.option(phase),
  stepIndex: uint32,
  kept: fc.array(keptRun, { maxLength: 3 }),
});

const openTrial: fc.Arbitrary<OpenTrial> = fc.record({ trial, lastPhase: fc.option(phase), resetOwed: fc.boolean() });

export const controlReply: fc.Arbitrary<ControlReply> = oneOf<ControlReply>({
  'player-claimed': fc.record({ kind: kind('player-claimed'), takenCount: bytes, openTrial: fc.option(openTrial) }),
  refused: fc.record({ kind: kind('refused'), reason: refusalReason, message: sentence, holder: fc.option(holder) }),
  'trial-loaded': fc.record({ kind: kind('trial-loaded'), trial }),
  'phase-armed': fc.record({ kind: kind('phase-armed'), phase }),
  'phase-started': fc.record({ kind: kind('phase-started'), phase, monotonicNs: nanoseconds, orderedNs: nanoseconds }),
  'phase-not-started': fc.record({ kind: kind('phase-not-started'), phase, reason: sentence }),
  'sync-reached': fc.record({ kind: kind('sync-reached'), phase, name: syncName }),
  'reboot-due': fc.record({ kind: kind('reboot-due'), phase, stepIndex: uint32 }),
  'host-returned': fc.record({ kind: kind('host-returned'), phase, stepIndex: uint32, tookMs: milliseconds }),
  'steps-done': fc.record({ kind: kind('steps-done'), phase, failedCount: uint32 }),
  'phase-finished': fc.record({
    kind: kind('phase-finished'),
    phase,
    failedCount: uint32,
    unknownCount: uint32,
    leftoverCount: uint32,
  }),
  'results-acknowledged': fc.record({ kind: kind('results-acknowledged'), phase }),
  'trial-stopped': fc.record({ kind: kind('trial-stopped') }),
  'trial-closed': fc.record({ kind: kind('trial-closed'), reset: resetState }),
  'heartbeat-reply': fc.record({
    kind: kind('heartbeat-reply'),
    sequence: bytes,
    monotonicNs: nanoseconds,
    wallTime,
    phase: fc.option(phase),
    stepIndex: uint32,
    runningCount: uint32,
    pendingBytes: bytes,
    takenCount: bytes,
  }),
  'player-released': fc.record({ kind: kind('player-released') }),
});

const fileSource = fc.record({ kind: kind('file'), step: stepId, file: ordinal });

export const source: fc.Arbitrary<ResultSource> = oneOf<ResultSource>({
  journal: fc.record({ kind: kind('journal'), segment: fc.integer({ min: 1, max: 2 ** 32 - 1 }) }),
  output: fc.record({ kind: kind('output'), step: stepId, channel, generation: uint32 }),
  file: fileSource,
});

const position = fc.record({ source, offset: bytes });

const follow = fc.record({ kind: kind('follow'), run, trial, positions: fc.array(position) });
const acknowledge = fc.record({
  kind: kind('acknowledge'),
  positions: fc.array(position),
  complete: fc.array(source),
});
export const collectorFrames: Arbitraries<CollectorFrame> = { follow, acknowledge };

const notJournal = source.filter((one) => one.kind !== 'journal');
const sound = fc.record(
  {
    kind: kind('source-end'),
    source: notJournal,
    bytes,
    sha256,
    failure: fc.constant(null),
    remark: sentence.filter((remark) => remark !== ''),
  },
  { requiredKeys: ['kind', 'source', 'bytes', 'sha256', 'failure'] },
);
const unsound = fc.record({
  kind: kind('source-end'),
  source: notJournal,
  bytes,
  sha256: fc.constant(''),
  failure: sentence.filter((failure) => failure !== ''),
});

const wholeFile = fc.record({
  source: fileSource,
  data: fc.uint8Array({ maxLength: 2000 }).map((data) => Buffer.from(data)),
  sha256,
});

export const resultsFrame: fc.Arbitrary<ResultsFrame> = oneOf<ResultsFrame>({
  chunk: fc.record({
    kind: kind('chunk'),
    source,
    offset: bytes,
    data: fc.uint8Array({ minLength: 1, maxLength: 2000 }).map((data) => Buffer.from(data)),
  }),
  'source-end': fc.oneof(sound, unsound),
  'trial-end': fc.record({ kind: kind('trial-end') }),
  hole: fc.record({ kind: kind('hole'), source: fileSource, offset: bytes, bytes: bytes.map((size) => size || 1) }),
  'whole-files': fc.record({ kind: kind('whole-files'), files: fc.array(wholeFile, { minLength: 1, maxLength: 20 }) }),
});

const containment = fc.constantFrom('cgroup' as const, 'reaper' as const, 'sweep' as const);
const instant = wallTime.map((date) => date.toISOString());
const leftover = fc.record({ pid: ordinal, command: text, foundBy: text });

const journalEntry: fc.Arbitrary<JournalEntry> = oneOf<JournalEntry>({
  'trial-loaded': fc.record({ kind: kind('trial-loaded'), run, trial, player: text, containment, bootId: text }),
  'trial-resumed': fc.record({ kind: kind('trial-resumed'), step: stepId, bootId: text, reboots: ordinal }),
  'phase-began': fc.record({ kind: kind('phase-began'), phase }),
  'step-began': fc.record({ kind: kind('step-began'), step: stepId }),
  'step-ended': fc.record({ kind: kind('step-ended'), step: stepId, outcome, durationMs: milliseconds }),
  'output-rewound': fc.record({ kind: kind('output-rewound'), step: stepId, channel, generation: uint32 }),
  'output-closed': fc.record({ kind: kind('output-closed'), step: stepId, channel, generation: uint32, bytes }),
  'file-found': fc.record({
    kind: kind('file-found'),
    step: stepId,
    file: ordinal,
    path: text,
    size: bytes,
    mode: uint32,
    modified: instant,
  }),
  'file-refused': fc.record({ kind: kind('file-refused'), step: stepId, path: text, reason: text }),
  'steps-done': fc.record({ kind: kind('steps-done'), phase }),
  'phase-finished': fc.record({
    kind: kind('phase-finished'),
    phase,
    containment,
    leftovers: fc.array(leftover),
  }),
  'trial-stopped': fc.record({ kind: kind('trial-stopped'), reason: text }),
  remark: fc.record({ kind: kind('remark'), text, step: stepId }, { requiredKeys: ['kind', 'text'] }),
  'left-behind': fc.record({ kind: kind('left-behind'), leftovers: fc.array(leftover) }),
  'state-compared': fc.record({ kind: kind('state-compared'), comparison }),
  'trial-closed': fc.record({ kind: kind('trial-closed'), reset: resetState }),
});

export const journalRecord: fc.Arbitrary<JournalRecord> = fc
  .tuple(fc.record({ seq: ordinal, time: instant, monotonicNs: nanoseconds.map(String) }), journalEntry)
  .map(([stamp, entry]) => ({ ...stamp, ...entry }));
