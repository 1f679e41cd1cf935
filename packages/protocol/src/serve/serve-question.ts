import { ConductorError } from '@conductor/types';
import { type Server, type ServerUnaryCall, type sendUnaryData, status } from '@grpc/grpc-js';
import { nameOf, versionOf } from '../codec/greeting.ts';
import { malformed } from '../codec/malformed.ts';
import { encodeRefusal, refusalOf } from '../codec/refusal.ts';
import type { Introduction__Output } from '../gen/conductor/v1/Introduction.ts';
import type { Refused } from '../gen/conductor/v1/Refused.ts';
import { agreeWith, disagreement, ownVersion } from '../protocol-version.ts';
import { quoted } from '../quoted.ts';
import type { CallMethod } from '../wire/services.ts';
import { visitorOf } from './call-visitor.ts';
import { checkMetadata } from './check-metadata.ts';
import type { Visitor } from './listener-demand.ts';
import type { ServedListener } from './serve-call.ts';

/** Who asks, once its introduction has been read. */
export interface Asker extends Visitor {
  /** For people: `"me@control (pid 7)" at 10.0.0.2:51234`. */
  readonly who: string;
}

/** What a question brings, and what an answer may be. */
interface WireQuestion {
  readonly introduction: Introduction__Output | null;
}

/** A method of one question and one answer. */
export interface ServedQuestion<Request extends WireQuestion, Response> {
  readonly method: Pick<
    CallMethod<never, Request, Response | { readonly refused: Refused }, never>,
    'path' | 'requestDeserialize' | 'responseSerialize'
  >;
  /** Throws a ConductorError `identity` when the visitor may not ask; `null` where that is known only when it has its answer. */
  readonly checkVisitor: ((visitor: Visitor, path: string) => void) | null;
  /** A ConductorError whose code is a reason of a refusal is sent as one. */
  readonly answer: (request: Request, asker: Asker) => Promise<Response>;
}

type QuestionListener = Pick<ServedListener, 'version' | 'greeted' | 'onRefused'>;

/** Lets a server answer such questions; `track` is told of each that is under way. */
export function registerQuestion<Request extends WireQuestion, Response>(
  server: Server,
  question: ServedQuestion<Request, Response>,
  listener: QuestionListener,
  track: (served: Promise<void>) => void,
): void {
  const { path, requestDeserialize, responseSerialize } = question.method;
  type Answer = Response | { readonly refused: Refused };
  const serve = (call: ServerUnaryCall<Request, Answer>, tell: sendUnaryData<Answer>) =>
    track(serveQuestion(call, tell, question, listener));
  server.register(path, serve, responseSerialize, requestDeserialize, 'unary');
}

async function serveQuestion<Request extends WireQuestion, Response>(
  call: ServerUnaryCall<Request, Response | { readonly refused: Refused }>,
  tell: sendUnaryData<Response | { readonly refused: Refused }>,
  { method, checkVisitor, answer }: ServedQuestion<Request, Response>,
  { version, greeted, onRefused }: QuestionListener,
): Promise<void> {
  const remote = call.getPeer();
  const visitor = visitorOf(call);
  let who = `the caller at ${visitor.address}`;
  let leave: (() => void) | undefined;
  try {
    checkMetadata(call);
    if (checkVisitor !== null) {
      checkVisitor(visitor, method.path);
      leave = greeted(remote);
    }
    const name = introduce(call.request.introduction, version);
    who = `${quoted(name)} at ${visitor.address}`;
    const answered = await answer(call.request, { ...visitor, who });
    leave ??= greeted(remote);
    tell(null, answered);
  } catch (error) {
    const reason = ConductorError.from(error, 'storage', 'this player failed');
    onRefused(`refused ${who}: ${reason.message}`);
    const refusal = refusalOf(reason);
    if (refusal === null) tell({ code: status.INTERNAL, details: reason.message });
    else tell(null, { refused: encodeRefusal(refusal) });
  } finally {
    leave?.();
  }
}

/** What the caller calls itself; throws a ConductorError `version` when we do not speak its protocol. */
function introduce(introduction: Introduction__Output | null, version: string): string {
  if (introduction === null) throw malformed('expected an introduction, got none');
  const stated = versionOf(introduction);
  if (agreeWith(stated) === null) throw new ConductorError('version', disagreement(ownVersion(version), stated));
  return nameOf(introduction);
}
