import { ConductorError, type HostFacts, type PlayerCondition } from '@conductor/types';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { beforeDeadline } from '../before-deadline.ts';
import { encodeRefusal, refusalOf } from '../codec/refusal.ts';
import type { Conversation, Peer } from '../connection.ts';
import { type ConversationParts, converse, lost } from '../conversation.ts';
import type { ListenerDemand } from '../greeting/credentials.ts';
import { type CallerMessage, type GreetedCaller, greetCaller, type PlayerMessage } from '../greeting/greet-caller.ts';
import { METADATA_LIMIT_BYTES } from '../limits.ts';
import { formatAddress, splitAddress } from '../network-address.ts';
import { onAbort } from '../on-abort.ts';
import { quoted } from '../printable.ts';
import type { Timing } from '../timing.ts';
import { listenerStream } from '../wire/listener-stream.ts';
import type { WireStream } from '../wire/wire-stream.ts';

/** What serving a call needs to know of the listener. */
export interface ServedListener {
  readonly self: string;
  readonly version: string;
  readonly facts: HostFacts;
  readonly condition: () => PlayerCondition;
  readonly timing: Timing;
  readonly demandOf: (callerHost: string) => ListenerDemand;
  /** Tells the front door that the connection of this peer has a greeted call; call the result at its end. */
  readonly greeted: (peer: string) => () => void;
  readonly onRefused: (sentence: string) => void;
  /** Aborted when the listener closes; the reason is a ConductorError. */
  readonly closing: AbortSignal;
}

/** What one method is: who calls it, how its frames travel, and who serves it. */
export type ServedMethod<Sent, Received, WireSent, WireReceived> = Pick<
  ConversationParts<Sent, Received, WireSent, WireReceived>,
  'sending' | 'receiving' | 'isLastSent' | 'isLastReceived'
> & {
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
  const { host, port } = splitAddress(remote);
  const address = formatAddress(host, port);
  let who = `the caller at ${address}`;
  const wire = listenerStream(call, () => lost(who, 'the connection or the call was cut'));
  const forget = onAbort(listener.closing, () => wire.cut(listener.closing.reason));
  let leave: (() => void) | undefined;
  try {
    checkMetadata(call);
    const caller = await greet(wire, host, listener);
    leave = listener.greeted(remote);
    who = `${method.caller} ${quoted(caller.name)} at ${address}`;
    const conversation = converse({ ...method, wire, peer: who, side: { kind: 'listener' } });
    const peer: Peer = { name: caller.name, address, features: caller.agreement.features, certified: null };
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
  callerHost: string,
  listener: ServedListener,
): Promise<GreetedCaller> {
  const { timing } = listener;
  const greeting = greetCaller(wire, { ...listener, demand: listener.demandOf(callerHost) });
  const late = `the call did not greet within ${timing.greetingMs / 1000} s`;
  return beforeDeadline(greeting, timing.greetingMs, late);
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

function checkMetadata({ metadata }: { metadata: { toHttp2Headers(): NodeJS.Dict<unknown> } }): void {
  let bytes = 0;
  for (const [name, values] of Object.entries(metadata.toHttp2Headers())) bytes += name.length + String(values).length;
  if (bytes > METADATA_LIMIT_BYTES) {
    throw new ConductorError('protocol', `expected at most ${METADATA_LIMIT_BYTES} bytes of metadata, got ${bytes}`);
  }
}
