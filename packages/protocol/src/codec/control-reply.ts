import type { ControlReply, OpenTrial } from '../control-frame.ts';
import type { ConductResponse, ConductResponse__Output } from '../gen/conductor/v1/ConductResponse.ts';
import type { OpenTrial__Output, OpenTrial as WireOpenTrial } from '../gen/conductor/v1/OpenTrial.ts';
import { decodeIfPhase, encodeIfPhase, phaseCodec, resetStateCodec } from './enums.ts';
import type { FrameCodec } from './frame-codec.ts';
import { besideFrames, greetedAlready } from './malformed.ts';
import { type Readings, readKind } from './oneof.ts';
import { decodeRefusal, encodeRefusal } from './refusal.ts';
import { decodeTrialRef, encodeTrialRef } from './run-ref.ts';
import {
  boundedSentence,
  fromDuration,
  fromTimestamp,
  fromUint64,
  toDuration,
  toNanoseconds,
  toTimestamp,
  toUint32,
  toUint64,
} from './scalars.ts';
import { decodeSyncName } from './sync-step.ts';

const REASON_LIMIT = 8192;
const TAKEN = 'number of commands taken';
const STEP = 'index of a step';
const TOOK = 'time that a reboot took';

type ReplyKind = ControlReply['kind'];
type ReplyOf<K extends ReplyKind> = Extract<ControlReply, { kind: K }>;

const ENCODE: { readonly [K in ReplyKind]: (reply: ReplyOf<K>) => ConductResponse } = {
  'player-claimed': ({ takenCount, openTrial }) => ({
    playerClaimed: {
      takenCount: toUint64(takenCount, TAKEN),
      openTrial: openTrial === null ? null : encodeOpenTrial(openTrial),
    },
  }),
  refused: (reply) => ({ refused: encodeRefusal(reply) }),
  'trial-loaded': (reply) => ({ trialLoaded: { trial: encodeTrialRef(reply.trial) } }),
  'phase-armed': (reply) => ({ phaseArmed: { phase: phaseCodec.encode(reply.phase) } }),
  'phase-started': ({ phase, monotonicNs, orderedNs }) => ({
    phaseStarted: {
      phase: phaseCodec.encode(phase),
      monotonicNs: toNanoseconds(monotonicNs, 'start of a phase'),
      orderedMonotonicNs: toNanoseconds(orderedNs, 'order to start a phase'),
    },
  }),
  'phase-not-started': ({ phase, reason }) => ({
    phaseNotStarted: { phase: phaseCodec.encode(phase), reason: reason.slice(0, REASON_LIMIT) },
  }),
  'sync-reached': ({ phase, name }) => ({ syncReached: { phase: phaseCodec.encode(phase), name } }),
  'reboot-due': ({ phase, stepIndex }) => ({
    rebootDue: { phase: phaseCodec.encode(phase), stepIndex: toUint32(stepIndex, STEP) },
  }),
  'host-returned': ({ phase, stepIndex, tookMs }) => ({
    hostReturned: {
      phase: phaseCodec.encode(phase),
      stepIndex: toUint32(stepIndex, STEP),
      took: toDuration(tookMs, TOOK),
    },
  }),
  'steps-done': ({ phase, failedCount }) => ({
    stepsDone: { phase: phaseCodec.encode(phase), failedCount: toUint32(failedCount, 'failed steps') },
  }),
  'phase-finished': (reply) => ({
    phaseFinished: {
      phase: phaseCodec.encode(reply.phase),
      failedCount: toUint32(reply.failedCount, 'failed steps'),
      unknownCount: toUint32(reply.unknownCount, 'unknown steps'),
      leftoverCount: toUint32(reply.leftoverCount, 'leftovers'),
    },
  }),
  'results-acknowledged': (reply) => ({ resultsAcknowledged: { phase: phaseCodec.encode(reply.phase) } }),
  'trial-stopped': () => ({ trialStopped: {} }),
  'trial-closed': (reply) => ({ trialClosed: { reset: resetStateCodec.encode(reply.reset) } }),
  'heartbeat-reply': (reply) => ({
    heartbeatReply: {
      sequence: toUint64(reply.sequence, 'sequence of a heartbeat'),
      monotonicNs: toNanoseconds(reply.monotonicNs, 'clock of a heartbeat'),
      wallTime: toTimestamp(reply.wallTime),
      phase: encodeIfPhase(reply.phase),
      stepIndex: toUint32(reply.stepIndex, STEP),
      runningCount: toUint32(reply.runningCount, 'running steps'),
      pendingBytes: toUint64(reply.pendingBytes, 'pending bytes'),
      takenCount: toUint64(reply.takenCount, TAKEN),
    },
  }),
  'player-released': () => ({ playerReleased: {} }),
};

const READINGS: Readings<ConductResponse__Output, ControlReply> = {
  greeting: () => greetedAlready('greeting'),
  welcome: () => greetedAlready('welcome'),
  refused: decodeRefusal,
  playerClaimed: ({ takenCount, openTrial }) => ({
    kind: 'player-claimed',
    takenCount: fromUint64(takenCount, TAKEN),
    openTrial: openTrial ? decodeOpenTrial(openTrial) : null,
  }),
  trialLoaded: ({ trial }) => ({ kind: 'trial-loaded', trial: decodeTrialRef(trial) }),
  phaseArmed: ({ phase }) => ({ kind: 'phase-armed', phase: phaseCodec.decode(phase) }),
  phaseStarted: ({ phase, monotonicNs, orderedMonotonicNs }) => ({
    kind: 'phase-started',
    phase: phaseCodec.decode(phase),
    monotonicNs: BigInt(monotonicNs),
    orderedNs: BigInt(orderedMonotonicNs),
  }),
  phaseNotStarted: ({ phase, reason }) => ({
    kind: 'phase-not-started',
    phase: phaseCodec.decode(phase),
    reason: boundedSentence(reason, REASON_LIMIT, 'reason of a phase that did not start'),
  }),
  syncReached: ({ phase, name }) => ({
    kind: 'sync-reached',
    phase: phaseCodec.decode(phase),
    name: decodeSyncName(name),
  }),
  rebootDue: ({ phase, stepIndex }) => ({ kind: 'reboot-due', phase: phaseCodec.decode(phase), stepIndex }),
  hostReturned: ({ phase, stepIndex, took }) => ({
    kind: 'host-returned',
    phase: phaseCodec.decode(phase),
    stepIndex,
    tookMs: fromDuration(took, TOOK),
  }),
  stepsDone: ({ phase, failedCount }) => ({ kind: 'steps-done', phase: phaseCodec.decode(phase), failedCount }),
  phaseFinished: ({ phase, failedCount, unknownCount, leftoverCount }) => ({
    kind: 'phase-finished',
    phase: phaseCodec.decode(phase),
    failedCount,
    unknownCount,
    leftoverCount,
  }),
  resultsAcknowledged: ({ phase }) => ({ kind: 'results-acknowledged', phase: phaseCodec.decode(phase) }),
  trialStopped: () => ({ kind: 'trial-stopped' }),
  trialClosed: ({ reset }) => ({ kind: 'trial-closed', reset: resetStateCodec.decode(reset) }),
  heartbeatReply: (reply) => ({
    kind: 'heartbeat-reply',
    sequence: fromUint64(reply.sequence, 'sequence of a heartbeat'),
    monotonicNs: BigInt(reply.monotonicNs),
    wallTime: fromTimestamp(reply.wallTime, 'wall clock of a heartbeat'),
    phase: decodeIfPhase(reply.phase),
    stepIndex: reply.stepIndex,
    runningCount: reply.runningCount,
    pendingBytes: fromUint64(reply.pendingBytes, 'pending bytes'),
    takenCount: fromUint64(reply.takenCount, TAKEN),
  }),
  playerReleased: () => ({ kind: 'player-released' }),
  clockReading: () => besideFrames('clock-reading'),
};

function encodeOpenTrial({ trial, lastPhase, resetOwed }: OpenTrial): WireOpenTrial {
  return { trial: encodeTrialRef(trial), lastPhase: encodeIfPhase(lastPhase), resetOwed };
}

function decodeOpenTrial({ trial, lastPhase, resetOwed }: OpenTrial__Output): OpenTrial {
  return { trial: decodeTrialRef(trial), lastPhase: decodeIfPhase(lastPhase), resetOwed };
}

/** What a player says to a conductor, to the wire and from it. */
export const controlReplyCodec: FrameCodec<ControlReply, ConductResponse, ConductResponse__Output> = {
  encode: (reply) => [(ENCODE[reply.kind] as (reply: ControlReply) => ConductResponse)(reply)],
  reader: () => (message) => readKind(message, READINGS, 'a reply'),
};
