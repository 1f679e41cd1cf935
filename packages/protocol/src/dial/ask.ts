import { ConductorError, visibleText } from '@conductor/types';
import { type Client, type ClientUnaryCall, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { beforeDeadline } from '../before-deadline.ts';
import { malformed } from '../codec/malformed.ts';
import { decodeRefusal, refusalError } from '../codec/refusal.ts';
import type { Refused__Output } from '../gen/conductor/v1/Refused.ts';
import type { CallMethod } from '../wire/services.ts';
import { DETAILS_LIMIT } from './explain-failure.ts';

/** What any answer may be: refused, or of another kind. */
interface WireAnswer {
  readonly kind?: string;
  readonly refused?: Refused__Output | null;
}

/** What a question is asked with. */
export interface Line {
  readonly client: Client;
  readonly answerMs: number;
  /** Given the call before its answer is believed; throws when somebody else answers than who must. */
  readonly check: (call: ClientUnaryCall) => void;
}

/** Asks one question. Rejects with a ConductorError: the refusal, `unreachable`, `storage`, `protocol`; or why it was stopped. */
export async function ask<Question, Answer extends WireAnswer>(
  { client, answerMs, check }: Line,
  method: Pick<CallMethod<Question, never, never, Answer>, 'path' | 'requestSerialize' | 'responseDeserialize'>,
  question: Question,
  signal: AbortSignal,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { path, requestSerialize, responseDeserialize } = method;
  const call = client.makeUnaryRequest<Question, Answer>(
    path,
    requestSerialize,
    responseDeserialize,
    question,
    new Metadata(),
    (error, answer) => {
      if (error !== null) reject(failureOf(error));
      else if (answer === undefined) reject(malformed('expected an answer, got none'));
      else resolve(answer);
    },
  );
  try {
    const answer = await beforeDeadline(promise, answerMs, `no answer within ${answerMs / 1000} s`, signal);
    check(call);
    if (answer.kind === 'refused' && answer.refused) throw refusalError(decodeRefusal(answer.refused));
    return answer;
  } finally {
    call.cancel();
  }
}

function failureOf({ code, details }: ServiceError): ConductorError {
  const told = visibleText(details.slice(0, DETAILS_LIMIT));
  switch (code) {
    case status.INTERNAL:
      return new ConductorError('storage', told);
    case status.UNIMPLEMENTED:
      return new ConductorError('protocol', `it does not offer this: ${told}`);
    case status.RESOURCE_EXHAUSTED:
      return new ConductorError('protocol', `it said more than a message may hold: ${told}`);
    default:
      return new ConductorError('unreachable', told);
  }
}
