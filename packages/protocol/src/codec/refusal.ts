import { ConductorError, type ErrorCode } from '@conductor/types';
import type { Refusal, RefusalReason } from '../control-frame.ts';
import type { Refused, Refused__Output } from '../gen/conductor/v1/Refused.ts';
import { refusalReasonCodec } from './enums.ts';
import { decodeHolder, encodeHolder } from './holder.ts';
import { boundedSentence } from './scalars.ts';

const SENTENCE_LIMIT = 8192;

export function encodeRefusal(refusal: Refusal): Refused {
  return {
    reason: refusalReasonCodec.encode(refusal.reason),
    message: refusal.message.slice(0, SENTENCE_LIMIT),
    holder: refusal.holder === null ? null : encodeHolder(refusal.holder),
  };
}

export function decodeRefusal(wire: Refused__Output): Refusal {
  return {
    kind: 'refused',
    reason: refusalReasonCodec.decode(wire.reason),
    message: boundedSentence(wire.message, SENTENCE_LIMIT, 'message of a refusal'),
    holder: wire.holder ? decodeHolder(wire.holder) : null,
  };
}

/** A refusal as the error that it is for the caller: every reason is an error code. */
export function refusalError(refusal: Refusal): ConductorError {
  return new ConductorError(refusal.reason satisfies ErrorCode, refusal.message);
}

const REASONS: Readonly<Record<RefusalReason, true>> = {
  identity: true,
  version: true,
  busy: true,
  fenced: true,
  protocol: true,
};

/** What to answer a caller whose conversation ended with this error; `null` when the error is not about the caller. */
export function refusalOf(error: ConductorError): Refusal | null {
  if (!Object.hasOwn(REASONS, error.code)) return null;
  return { kind: 'refused', reason: error.code as RefusalReason, message: error.message, holder: null };
}
