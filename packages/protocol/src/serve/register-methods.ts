import type { Server, ServerDuplexStream } from '@grpc/grpc-js';
import { collectorFrameCodec } from '../codec/collector-frame.ts';
import { controlReplyCodec } from '../codec/control-reply.ts';
import { controlRequestCodec } from '../codec/control-request.ts';
import { resultsFrameCodec } from '../codec/results-frame.ts';
import type { ServeOptions } from '../endpoint.ts';
import type { CallerMessage, PlayerMessage } from '../greeting/greet-caller.ts';
import { type CallMethod, collectMethod, conductMethod } from '../wire/services.ts';
import { type ServedListener, type ServedMethod, serveCall } from './serve-call.ts';

type ServedDefinition<WireSent, WireReceived> = Pick<
  CallMethod<never, WireReceived, WireSent | PlayerMessage, never>,
  'path' | 'responseSerialize' | 'requestDeserialize'
>;

/**
 * Gives the server its two methods; whatever else is called, it does not have. Returns the set of the calls that are
 * under way.
 */
export function registerMethods(
  server: Server,
  { onControl, onResults }: Pick<ServeOptions, 'onControl' | 'onResults'>,
  listener: ServedListener,
): ReadonlySet<Promise<void>> {
  const calls = new Set<Promise<void>>();

  function register<Sent, Received, WireSent, WireReceived extends CallerMessage>(
    { path, responseSerialize, requestDeserialize }: ServedDefinition<WireSent, WireReceived>,
    method: ServedMethod<Sent, Received, WireSent, WireReceived>,
  ): void {
    const serve = (call: ServerDuplexStream<WireReceived, WireSent | PlayerMessage>): void => {
      const served = serveCall(call, method, listener);
      calls.add(served);
      void served.then(() => calls.delete(served));
    };
    server.register(path, serve, responseSerialize, requestDeserialize, 'bidi');
  }

  register(conductMethod, {
    caller: 'conductor',
    sending: controlReplyCodec,
    receiving: controlRequestCodec,
    isLastSent: (reply) => reply.kind === 'player-released' || reply.kind === 'refused',
    isLastReceived: ({ command }) => command.kind === 'release-player',
    serve: onControl,
  });
  register(collectMethod, {
    caller: 'collector',
    sending: resultsFrameCodec,
    receiving: collectorFrameCodec,
    isLastSent: (frame) => frame.kind === 'trial-end',
    isLastReceived: () => false,
    serve: onResults,
  });
  return calls;
}
