import { isDeepStrictEqual } from 'node:util';
import type { RunRef } from '@conductor/types';
import type { Claim, ControlCommand, ControlRequest, StartInstant } from '../control-frame.ts';
import type { ClaimPlayer, ClaimPlayer__Output } from '../gen/conductor/v1/ClaimPlayer.ts';
import type { ConductRequest, ConductRequest__Output } from '../gen/conductor/v1/ConductRequest.ts';
import type { StartPhase, StartPhase__Output } from '../gen/conductor/v1/StartPhase.ts';
import { phaseCodec } from './enums.ts';
import type { FrameCodec } from './frame-codec.ts';
import { assembleTrial, encodeLoadTrial, type TrialAssembly } from './load-trial.ts';
import { besideFrames, greetedAlready, malformed } from './malformed.ts';
import { type Readings, readKind } from './oneof.ts';
import { assembleResume, encodeResume, type ResumeAssembly } from './resume-trial.ts';
import { decodeRunRef, encodeRunRef } from './run-ref.ts';
import { boundedSentence, fromUint64, toNanoseconds, toUint32, toUint64 } from './scalars.ts';
import { decodeSyncName } from './sync-step.ts';

const NAME_LIMIT = 1024;
const REASON_LIMIT = 8192;
const HEARD = 'number of replies heard';

type CommandKind = ControlCommand['kind'];
type CommandOf<K extends CommandKind> = Extract<ControlCommand, { kind: K }>;

const ENCODE: { readonly [K in CommandKind]: (command: CommandOf<K>) => Iterable<ConductRequest> } = {
  'claim-player': ({ playerName, testName, claim }) => [
    { claimPlayer: { playerName, testName, ...encodeClaim(claim) } },
  ],
  'load-trial': (command) => encodeLoadTrial(command).map((loadTrial) => ({ loadTrial })),
  'arm-phase': (command) => [{ armPhase: { phase: phaseCodec.encode(command.phase) } }],
  'start-phase': ({ phase, at }) => [{ startPhase: { phase: phaseCodec.encode(phase), ...encodeInstant(at) } }],
  'end-phase': (command) => [{ endPhase: { phase: phaseCodec.encode(command.phase) } }],
  'stop-trial': (command) => [{ stopTrial: { reason: command.reason.slice(0, REASON_LIMIT) } }],
  'settle-sync': ({ phase, name, broken }) => [
    {
      settleSync: {
        phase: phaseCodec.encode(phase),
        name,
        ...(broken !== null && { broken: broken.slice(0, REASON_LIMIT) }),
      },
    },
  ],
  'permit-reboot': ({ phase, stepIndex, heardCount }) => [
    {
      permitReboot: {
        phase: phaseCodec.encode(phase),
        stepIndex: toUint32(stepIndex, 'index of a step'),
        heardCount: toUint64(heardCount, HEARD),
      },
    },
  ],
  'resume-trial': ({ secrets }) => encodeResume(secrets).map((resumeTrial) => ({ resumeTrial })),
  'close-trial': (command) => [{ closeTrial: { waiveReset: command.waiveReset } }],
  heartbeat: ({ sequence, heardCount }) => [
    {
      heartbeat: {
        sequence: toUint64(sequence, 'sequence of a heartbeat'),
        heardCount: toUint64(heardCount, HEARD),
      },
    },
  ],
  'release-player': () => [{ releasePlayer: {} }],
};

function encodeInstant(at: StartInstant | null): StartPhase {
  if (at === null) return {};
  const { startNs, latestNs, maySpin } = at;
  return {
    startMonotonicNs: toNanoseconds(startNs, 'start of a phase'),
    ...(latestNs === null ? {} : { latestMonotonicNs: toNanoseconds(latestNs, 'latest start of a phase') }),
    maySpin,
  };
}

function decodeInstant({ startMonotonicNs, latestMonotonicNs, maySpin }: StartPhase__Output): StartInstant | null {
  if (startMonotonicNs === undefined) return null;
  const latestNs = latestMonotonicNs === undefined ? null : BigInt(latestMonotonicNs);
  return { startNs: BigInt(startMonotonicNs), latestNs, maySpin };
}

function encodeClaim(claim: Claim): ClaimPlayer {
  switch (claim.kind) {
    case 'new-run':
      return { newRun: {} };
    case 'continue-run':
      return { continueRun: { heardCount: toUint64(claim.heardCount, HEARD) } };
    case 'take-over-run':
      return { takeOverRun: {} };
    default:
      return claim satisfies never;
  }
}

const CLAIMS: Readings<ClaimPlayer__Output, Claim> = {
  newRun: () => ({ kind: 'new-run' }),
  continueRun: ({ heardCount }) => ({ kind: 'continue-run', heardCount: fromUint64(heardCount, HEARD) }),
  takeOverRun: () => ({ kind: 'take-over-run' }),
};

/** What a conductor says, to the wire and from it. */
export const controlRequestCodec: FrameCodec<ControlRequest, ConductRequest, ConductRequest__Output> = {
  *encode({ run, command }) {
    const encode = ENCODE[command.kind] as (command: ControlCommand) => Iterable<ConductRequest>;
    for (const body of encode(command)) yield { run: encodeRunRef(run), ...body };
  },
  reader: readControlRequests,
};

function readControlRequests(): (message: ConductRequest__Output) => ControlRequest | null {
  let loading: { readonly run: RunRef; readonly assembly: TrialAssembly } | null = null;
  let resuming: { readonly run: RunRef; readonly assembly: ResumeAssembly } | null = null;

  return (message) => {
    const run = decodeRunRef(message.run);
    if (loading !== null && (message.kind !== 'loadTrial' || !isDeepStrictEqual(run, loading.run))) {
      throw malformed(`${message.kind ?? 'a frame'} came before the trial was loaded`);
    }
    if (resuming !== null && (message.kind !== 'resumeTrial' || !isDeepStrictEqual(run, resuming.run))) {
      throw malformed(`${message.kind ?? 'a frame'} came before all secrets of the trial had`);
    }
    const readings: Readings<ConductRequest__Output, ControlCommand | null> = {
      greeting: () => greetedAlready('greeting'),
      proof: () => greetedAlready('proof'),
      claimPlayer: (claim) => ({
        kind: 'claim-player',
        playerName: boundedSentence(claim.playerName, NAME_LIMIT, 'name of a player'),
        testName: boundedSentence(claim.testName, NAME_LIMIT, 'name of a test'),
        claim: readKind(claim, CLAIMS, 'a claim'),
      }),
      loadTrial: (part) => {
        loading ??= { run, assembly: assembleTrial(part) };
        const whole = loading.assembly.add(part);
        if (whole !== null) loading = null;
        return whole;
      },
      armPhase: ({ phase }) => ({ kind: 'arm-phase', phase: phaseCodec.decode(phase) }),
      startPhase: (start) => ({
        kind: 'start-phase',
        phase: phaseCodec.decode(start.phase),
        at: decodeInstant(start),
      }),
      endPhase: ({ phase }) => ({ kind: 'end-phase', phase: phaseCodec.decode(phase) }),
      stopTrial: ({ reason }) => ({
        kind: 'stop-trial',
        reason: boundedSentence(reason, REASON_LIMIT, 'reason of a stop'),
      }),
      settleSync: ({ phase, name, broken }) => ({
        kind: 'settle-sync',
        phase: phaseCodec.decode(phase),
        name: decodeSyncName(name),
        broken: broken === undefined ? null : boundedSentence(broken, REASON_LIMIT, 'reason of a broken sync'),
      }),
      permitReboot: ({ phase, stepIndex, heardCount }) => ({
        kind: 'permit-reboot',
        phase: phaseCodec.decode(phase),
        stepIndex,
        heardCount: fromUint64(heardCount, HEARD),
      }),
      resumeTrial: (part) => {
        resuming ??= { run, assembly: assembleResume() };
        const whole = resuming.assembly.add(part);
        if (whole !== null) resuming = null;
        return whole;
      },
      closeTrial: ({ waiveReset }) => ({ kind: 'close-trial', waiveReset }),
      heartbeat: ({ sequence, heardCount }) => ({
        kind: 'heartbeat',
        sequence: fromUint64(sequence, 'sequence of a heartbeat'),
        heardCount: fromUint64(heardCount, HEARD),
      }),
      releasePlayer: () => ({ kind: 'release-player' }),
      readClock: () => besideFrames('read-clock'),
    };
    const command = readKind(message, readings, 'a command');
    return command === null ? null : { run, command };
  };
}
