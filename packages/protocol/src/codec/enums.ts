import type { Channel, ContainmentLevel, Phase, ResetState, Settings } from '@conductor/types';
import type { RefusalReason } from '../control-frame.ts';
import type { AuthMethod__Output } from '../gen/conductor/v1/AuthMethod.ts';
import type { CaptureMode__Output } from '../gen/conductor/v1/CaptureMode.ts';
import type { ContainmentLevel__Output } from '../gen/conductor/v1/ContainmentLevel.ts';
import type { DisconnectPolicy__Output } from '../gen/conductor/v1/DisconnectPolicy.ts';
import type { FailurePolicy__Output } from '../gen/conductor/v1/FailurePolicy.ts';
import type { OutputChannel__Output } from '../gen/conductor/v1/OutputChannel.ts';
import type { Phase__Output } from '../gen/conductor/v1/Phase.ts';
import type { RefusalReason__Output } from '../gen/conductor/v1/RefusalReason.ts';
import type { ResetState__Output } from '../gen/conductor/v1/ResetState.ts';
import { malformed } from './malformed.ts';

/** Both directions of one enumeration. */
export interface EnumCodec<Word extends string, Wire extends string> {
  encode(word: Word): Wire;
  /** Throws on `…_UNSPECIFIED` and on the number of a value that we do not know. */
  decode(wire: Wire): Word;
}

function enumCodec<Word extends string, Wire extends string>(what: string, table: Readonly<Record<Word, Wire>>) {
  const words = new Map<string, Word>();
  for (const word of Object.keys(table) as Word[]) words.set(table[word], word);
  return {
    encode: (word) => table[word],
    decode(wire) {
      const word = words.get(wire);
      if (word === undefined) throw malformed(`expected a ${what}, got ${wire}`);
      return word;
    },
  } satisfies EnumCodec<Word, Wire>;
}

export const phaseCodec: EnumCodec<Phase, Phase__Output> = enumCodec('phase', {
  startup: 'PHASE_STARTUP',
  run: 'PHASE_RUN',
  collect: 'PHASE_COLLECT',
  reset: 'PHASE_RESET',
});

/** A phase that may be unset on the wire. */
export function encodeIfPhase(phase: Phase | null): Phase__Output {
  return phase === null ? 'PHASE_UNSPECIFIED' : phaseCodec.encode(phase);
}

/** `null` where the wire has no phase. */
export function decodeIfPhase(wire: Phase__Output): Phase | null {
  return wire === 'PHASE_UNSPECIFIED' ? null : phaseCodec.decode(wire);
}

export const resetStateCodec: EnumCodec<ResetState, ResetState__Output> = enumCodec('state of Reset', {
  'not-owed': 'RESET_STATE_NOT_OWED',
  paid: 'RESET_STATE_PAID',
  waived: 'RESET_STATE_WAIVED',
  unconfirmed: 'RESET_STATE_UNCONFIRMED',
});

export const refusalReasonCodec: EnumCodec<RefusalReason, RefusalReason__Output> = enumCodec('reason of a refusal', {
  identity: 'REFUSAL_REASON_IDENTITY',
  version: 'REFUSAL_REASON_VERSION',
  busy: 'REFUSAL_REASON_BUSY',
  fenced: 'REFUSAL_REASON_FENCED',
  protocol: 'REFUSAL_REASON_PROTOCOL',
});

export const containmentCodec: EnumCodec<ContainmentLevel, ContainmentLevel__Output> = enumCodec('containment level', {
  cgroup: 'CONTAINMENT_LEVEL_CGROUP',
  reaper: 'CONTAINMENT_LEVEL_REAPER',
  sweep: 'CONTAINMENT_LEVEL_SWEEP',
});

export const channelCodec: EnumCodec<Channel, OutputChannel__Output> = enumCodec('output channel', {
  out: 'OUTPUT_CHANNEL_STDOUT',
  err: 'OUTPUT_CHANNEL_STDERR',
});

export const captureCodec: EnumCodec<Settings['capture'], CaptureMode__Output> = enumCodec('capture mode', {
  file: 'CAPTURE_MODE_FILE',
  pipe: 'CAPTURE_MODE_PIPE',
});

export const disconnectCodec: EnumCodec<Settings['onDisconnect'], DisconnectPolicy__Output> = enumCodec(
  'disconnect policy',
  { reset: 'DISCONNECT_POLICY_RESET', finish: 'DISCONNECT_POLICY_FINISH' },
);

export const failureCodec: EnumCodec<Settings['onFailure'], FailurePolicy__Output> = enumCodec('failure policy', {
  continue: 'FAILURE_POLICY_CONTINUE',
  stop: 'FAILURE_POLICY_STOP',
});

/** What a listener demands of a caller. */
export type AuthMethod = 'none' | 'token' | 'mutual-tls';

export const authMethodCodec: EnumCodec<AuthMethod, AuthMethod__Output> = enumCodec('method of authentication', {
  none: 'AUTH_METHOD_NONE',
  token: 'AUTH_METHOD_TOKEN',
  'mutual-tls': 'AUTH_METHOD_MUTUAL_TLS',
});
