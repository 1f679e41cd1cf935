import { decodeJournalRecord } from '@conductor/protocol';
import { DEFAULT_SETTINGS, ORDERS, RESULT_FORMATS } from '@conductor/types';
import * as v from 'valibot';
import { playerClock, starts } from './clock-schema.ts';
import { checkResultSchema, checkSchema, metricSchema, readingSchema } from './metric-schema.ts';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ordinal = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const amount = v.pipe(v.number(), v.finite());
const phase = v.picklist(['startup', 'run', 'collect', 'reset']);
const channel = v.picklist(['out', 'err']);
const containment = v.picklist(['cgroup', 'reaper', 'sweep']);
const resetState = v.picklist(['not-owed', 'paid', 'waived', 'unconfirmed']);
const trial = v.object({ caseName: text, trial: count });
const stepId = v.object({ phase, index: count, attempt: count });

const facts = v.object({
  hostname: text,
  system: text,
  kernel: text,
  architecture: text,
  cpuModel: text,
  cpuCount: count,
  memoryBytes: count,
  // Runs before players told how interfaces are set have no settings.
  interfaces: v.array(
    v.object({ name: text, mac: text, addresses: v.array(text), settings: v.optional(v.array(text), []) }),
  ),
  user: text,
  version: text,
  nodeVersion: text,
  containment,
  bootId: text,
});

const stepBase = { index: count, key: text, place: v.object({ file: text, line: count }), mayFail: v.boolean() };
const port = { port: count };
const condition = v.variant('kind', [
  v.object({ kind: v.literal('tcp'), host: text, ...port }),
  v.object({ kind: v.literal('udp'), address: v.nullable(text), ...port }),
  v.object({ kind: v.literal('log'), spawn: text, spawnIndex: count, pattern: text, flags: text }),
  v.object({ kind: v.literal('run'), command: text }),
  v.object({ kind: v.literal('file'), path: text, notEmpty: v.boolean() }),
]);
const retried = { retries: v.exactOptional(count) };
const step = v.variant('kind', [
  v.object({ kind: v.literal('step'), ...stepBase, ...retried, command: text }),
  v.object({ kind: v.literal('spawn'), ...stepBase, command: text }),
  v.object({ kind: v.literal('timeout'), ...stepBase, ...retried, command: text, limitMs: amount }),
  v.object({
    kind: v.literal('fetch'),
    ...stepBase,
    pattern: text,
    required: v.exactOptional(v.boolean()),
    maxBytes: v.exactOptional(count),
  }),
  v.object({ kind: v.literal('sync'), ...stepBase, name: text, limitMs: v.nullable(amount) }),
  v.object({ kind: v.literal('ready'), ...stepBase, condition, limitMs: v.nullable(amount) }),
  v.object({
    kind: v.literal('put'),
    ...stepBase,
    source: text,
    target: text,
    keep: v.boolean(),
    items: v.array(
      v.variant('kind', [
        v.object({ kind: v.literal('folder'), path: text, mode: amount }),
        v.object({ kind: v.literal('file'), path: text, mode: amount, size: amount, sha256: text }),
      ]),
    ),
  }),
  v.object({ kind: v.literal('reboot'), ...stepBase, limitMs: amount }),
  v.object({ kind: v.literal('put-back'), ...stepBase, items: v.optional(count, 0) }),
]);
const steps = v.array(step);

const settings = v.object({
  onFailure: v.picklist(['continue', 'stop']),
  stepTimeoutMs: v.nullable(amount),
  leaseMs: amount,
  onDisconnect: v.picklist(['reset', 'finish']),
  killGraceMs: amount,
  // Runs before there was a common instant.
  start: v.optional(v.picklist(['aligned', 'immediate']), 'immediate'),
  maxSkewMs: v.nullable(amount),
  maxOutputBytes: count,
  // Runs before there was a limit.
  maxResultsBytes: v.optional(count, DEFAULT_SETTINGS.maxResultsBytes),
  maxFetchBytes: v.optional(count, DEFAULT_SETTINGS.maxFetchBytes),
  capture: v.picklist(['file', 'pipe']),
  stopSignal: text,
  live: v.boolean(),
  // Runs before anybody compared.
  verifyReset: v.optional(v.picklist(['off', 'warn', 'fail']), 'off'),
  // Runs before there were cases.
  order: v.optional(v.picklist(ORDERS), 'as-written'),
  cooldownMs: amount,
  // Runs before there was a choice.
  collector: v.optional(v.picklist(['own', 'external']), 'own'),
  results: text,
  format: v.picklist(RESULT_FORMATS),
  output: v.nullable(text),
});

const only = v.object({ pattern: text, place: v.object({ file: text, line: count }) });
const phases = v.object({ startup: steps, run: steps, collect: steps, reset: steps });
const state = v.array(v.object({ name: text, command: text }));
const player = v.object({
  name: text,
  file: text,
  address: text,
  port: count,
  conductor: v.nullable(text),
  resultsPort: v.nullable(count),
  only: v.exactOptional(only),
  phases,
  state: v.exactOptional(state),
});
const leftOut = v.object({ name: text, file: text, address: text, port: count, only, system: text });

const untilPrecise = { metric: text, percent: amount, fewest: count };
const testCase = v.object({
  name: text,
  values: v.array(v.object({ name: text, value: text })),
  metrics: v.exactOptional(v.array(metricSchema)),
  checks: v.exactOptional(v.array(checkSchema)),
});
const test = v.object({
  name: text,
  file: text,
  trials: count,
  untilPrecise: v.exactOptional(v.object(untilPrecise)),
  settings,
  players: v.array(player),
  leftOut: v.exactOptional(v.array(leftOut)),
  cases: v.exactOptional(v.array(testCase)),
  seed: v.exactOptional(count),
  // Runs before there were any.
  metrics: v.optional(v.array(metricSchema), []),
  checks: v.optional(v.array(checkSchema), []),
});

/** The record has a codec of its own; what it throws names the field. */
const journalRecord = v.pipe(
  v.unknown(),
  v.transform((value) => decodeJournalRecord(JSON.stringify(value))),
);
const time = { time: text };
const ofOutput = { player: text, trial, step: stepId, channel, generation: count };

/** Journals had one segment when nobody said which. */
const FIRST_SEGMENT = 1;

/** A line of events.ndjson. Keys that it does not know are dropped. */
export const eventSchema = v.variant('kind', [
  v.object({
    kind: v.literal('run-started'),
    ...time,
    schema: count,
    runId: text,
    version: text,
    test,
    phases: v.array(phase),
    conductor: text,
    insecure: v.boolean(),
    writtenBy: v.exactOptional(v.literal('collector')),
  }),
  v.object({ kind: v.literal('player-awaited'), ...time, player: text, reason: text }),
  v.object({
    kind: v.literal('player-greeted'),
    ...time,
    player: text,
    facts,
    // Absent in what was written before players had identities.
    identity: v.optional(v.nullable(text), null),
  }),
  v.object({ kind: v.literal('run-taken-over'), ...time, epoch: count, who: text, deed: text }),
  v.object({
    kind: v.literal('trial-started'),
    ...time,
    trial,
    steps: v.exactOptional(v.array(v.object({ player: text, phases, state: v.exactOptional(state) }))),
  }),
  v.object({ kind: v.literal('phase-started'), ...time, trial, phase }),
  v.object({
    kind: v.literal('players-started'),
    ...time,
    trial,
    phase,
    mode: v.picklist(['aligned', 'immediate']),
    spreadMs: amount,
    uncertaintyMs: amount,
    starts,
  }),
  v.object({ kind: v.literal('clock-stepped'), ...time, player: v.nullable(text), stepMs: amount }),
  v.object({
    kind: v.literal('journal'),
    ...time,
    player: text,
    trial,
    segment: v.optional(ordinal, FIRST_SEGMENT),
    offset: count,
    record: journalRecord,
  }),
  v.object({
    kind: v.literal('output-collected'),
    ...time,
    ...ofOutput,
    path: v.nullable(text),
    bytes: count,
    sha256: text,
  }),
  v.object({ kind: v.literal('output-held'), ...time, ...ofOutput, path: text, bytes: count }),
  v.object({
    kind: v.literal('file-fetched'),
    ...time,
    player: text,
    trial,
    step: stepId,
    file: count,
    source: text,
    path: text,
    bytes: count,
    mode: count,
    modified: text,
    sha256: text,
    occupiedBytes: v.exactOptional(count),
    remark: v.exactOptional(text),
  }),
  v.object({
    kind: v.literal('phase-counted'),
    ...time,
    player: text,
    trial,
    phase,
    steps: count,
    failed: count,
    unknown: count,
    leftovers: count,
  }),
  v.object({ kind: v.literal('phase-ended'), ...time, trial, phase }),
  v.object({ kind: v.literal('player-cut'), ...time, player: text, cause: text }),
  v.object({ kind: v.literal('player-rejoined'), ...time, player: text, cutMs: amount }),
  v.object({ kind: v.literal('player-rebooting'), ...time, player: text, trial, step: stepId, limitMs: amount }),
  v.object({
    kind: v.literal('player-returned'),
    ...time,
    player: text,
    trial,
    step: stepId,
    tookMs: amount,
    clock: playerClock,
  }),
  v.object({
    kind: v.literal('player-lost'),
    ...time,
    player: text,
    trial: v.nullable(trial),
    phase: v.nullable(phase),
    cause: text,
  }),
  v.object({ kind: v.literal('interrupted'), ...time, signal: text, count }),
  v.object({
    kind: v.literal('problem'),
    ...time,
    text,
    player: v.exactOptional(text),
    during: v.exactOptional(v.object({ trial, phase })),
    notStarted: v.exactOptional(v.object({ trial, phase })),
  }),
  v.object({ kind: v.literal('reset-settled'), ...time, player: text, trial, state: resetState }),
  v.object({ kind: v.literal('trial-ended'), ...time, trial }),
  v.object({ kind: v.literal('trial-measured'), ...time, trial, readings: v.array(readingSchema) }),
  v.object({ kind: v.literal('checks-settled'), ...time, checks: v.array(checkResultSchema) }),
  v.object({
    kind: v.literal('precision-settled'),
    ...time,
    ...untilPrecise,
    caseName: v.exactOptional(text),
    trials: count,
    reached: v.nullable(amount),
    isEnough: v.boolean(),
  }),
  v.object({ kind: v.literal('run-ended'), ...time, exitCode: v.pipe(v.number(), v.integer()) }),
]);
