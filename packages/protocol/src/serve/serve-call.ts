import { type Clock, ConductorError, type HostFacts, type PlayerCondition } from '@conductor/types';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { beforeDeadline } from '../before-deadline.ts';
import { encodeRefusal, refusalOf } from '../codec/refusal.ts';
import type { Conversation, Peer } from '../connection.ts';
import { type ConversationParts, converse, lost } from '../conversation.ts';
import type { ListenerDemand } from '../greeting/credentials.ts';
import { type CallerMessage, type GreetedCaller, greetCaller, type PlayerMessage } from '../greeting/greet-caller.ts';
import { identityUri } from '../identity/identity.ts';
import { onAbort } from '../on-abort.ts';
import { quoted } from '../quoted.ts';
import type { Timing } from '../timing.ts';
import { listenerStream } from '../wire/listener-stream.ts';
import type { WireStream } from '../wire/wire-stream.ts';
import { visitorOf } from './call-visitor.ts';
import { checkMetadata } from './check-metadata.ts';
import type { Visitor } from './listener-demand.ts';
import { watchDemand } from './watch-demand.ts';

/** What serving a call needs to know of the listener. */
export interface ServedListener {
  readonly self: string;
  readonly version: string;
  readonly facts: HostFacts;
  readonly condition: () => PlayerCondition;
  readonly timing: Timing;
  readonly clock: Clock;
  /** What a visitor must show for the method at a path. */
  readonly demandOf: (path: string, visitor: Visitor) => ListenerDemand;
  /** Tells the front door that the connection of this peer has a greeted call; call the result at its end. */
  readonly greeted: (peer: string) => () => void;
  /** Closes the connection of this peer. */
  readonly evict: (peer: string) => void;
  readonly onRefused: (sentence: string) => void;
  /** Aborted when the listener closes; the reason is a ConductorError. */
  readonly closing: AbortSignal;
}

/** What one method is: who calls it, how its frames travel, and who serves it. */
export type ServedMethod<Sent, Received, WireSent, WireReceived> = Pick<
  ConversationParts<Sent, Received, WireSent, WireReceived>,
  'sending' | 'receiving' | 'isLastSent' | 'isLastReceived' | 'aside'
> & {
  readonly path: string;
  readonly caller: 'conductor' | 'collector';
  readonly serve: (call: Conversation<Sent, Received> & { readonly peer: Peer }) => Promise<void>;
};

/**
 * Serves one call from its greeting until its status is on its way. Never rejects: whatever goes wrong is told to the
 * caller or to the operator.
 */
export async function serveCall<Sent, Received, WireSent, WireReceived extends CallerMessage>(
  call: ServerDuplexStream<WireReceived, WireSent | PlayerMessage>,
  method: ServedMethod<Sent, Received, WireSent, WireReceived>,
  listener: ServedListener,
): Promise<void> {
  const remote = call.getPeer();
  const visitor = visitorOf(call);
  const { address, certified } = visitor;
  let who = `the caller at ${address}`;
  const wire = listenerStream(call, () => lost(who, 'the connection or the call was cut'));
  const forget = onAbort(listener.closing, () => wire.cut(listener.closing.reason));
  const demand = () => listener.demandOf(method.path, visitor);
  let leave: (() => void) | undefined;
  try {
    checkMetadata(call);
    const caller = await greet(wire, demand(), listener);
    leave = listener.greeted(remote);
    const name = fullName(caller.name, visitor);
    who = `${method.caller} ${quoted(name)} at ${address}`;
    using _watch = watchDemand(demand, listener.timing, (because) => {
      expel(wire, who, because, listener);
      const { closingMs } = listener.timing;
      beforeDeadline(wire.over, closingMs, 'it does not read').catch(() => listener.evict(remote));
    });
    const conversation = converse({ ...method, wire, peer: who, side: { kind: 'listener' } });
    const peer: Peer = { name, address, features: caller.agreement.features, certified };
    await method.serve(Object.assign(conversation, { peer }));
  } catch (error) {
    await refuse(wire, who, error, listener);
  } finally {
    forget();
    if (!wire.closed.aborted) wire.end();
    await wire.over;
    leave?.();
  }
}

function greet(
  wire: WireStream<PlayerMessage, CallerMessage>,
  demand: ListenerDemand,
  listener: ServedListener,
): Promise<GreetedCaller> {
  const { timing } = listener;
  const greeting = greetCaller(wire, { ...listener, demand });
  const late = `the call did not greet within ${timing.greetingMs / 1000} s`;
  return beforeDeadline(greeting, timing.greetingMs, late);
}

/** What a caller says about itself, and behind it what its certificate says. */
function fullName(name: string, { certified }: Visitor): string {
  return certified === null ? name : `${name}, ${identityUri(certified.identity)}`;
}

/** Ends a call whose caller may no longer call, and tells both sides why. Nothing more of what it says is heeded. */
function expel(
  wire: WireStream<PlayerMessage, CallerMessage>,
  who: string,
  because: string,
  { onRefused }: ServedListener,
): void {
  if (wire.closed.aborted) return;
  const reason = new ConductorError('identity', because);
  onRefused(`ended the call of ${who}: ${because}`);
  wire.cut(reason, { refused: encodeRefusal({ kind: 'refused', reason: 'identity', message: because, holder: null }) });
}

/** Tells the caller why it gets nothing, if it may know, and the operator in any case but a plain loss. */
async function refuse(
  wire: WireStream<PlayerMessage, CallerMessage>,
  who: string,
  error: unknown,
  { onRefused, timing }: ServedListener,
): Promise<void> {
  const reason = ConductorError.from(error, 'protocol', 'this player failed');
  if (reason.code !== 'lost' && reason.code !== 'interrupted') onRefused(`refused ${who}: ${reason.message}`);
  const refusal = refusalOf(reason);
  if (refusal === null || wire.closed.aborted) return;
  const told = wire.write({ refused: encodeRefusal(refusal) });
  await beforeDeadline(told, timing.closingMs, 'nobody reads').catch(() => undefined);
}
