import { ConductorError } from '@conductor/types';
import type { Server, ServerDuplexStream } from '@grpc/grpc-js';
import { tellClock } from '../clock/tell-clock.ts';
import { collectorFrameCodec } from '../codec/collector-frame.ts';
import { controlReplyCodec } from '../codec/control-reply.ts';
import { controlRequestCodec } from '../codec/control-request.ts';
import { deliveryFrameCodec } from '../codec/delivery-frame.ts';
import { deliveryReplyCodec } from '../codec/delivery-reply.ts';
import { resultsFrameCodec } from '../codec/results-frame.ts';
import type { ServeOptions } from '../endpoint.ts';
import type { CallerMessage, PlayerMessage } from '../greeting/greet-caller.ts';
import type { ListenerIdentity } from '../identity/listener-identity.ts';
import { type CallMethod, collectMethod, conductMethod, deliverMethod } from '../wire/services.ts';
import { registerIdentity } from './register-identity.ts';
import { type ServedListener, type ServedMethod, serveCall } from './serve-call.ts';

/** What the server behind the door offers, and to whom it belongs. */
export interface ServedMethods extends Pick<ServeOptions, 'onControl' | 'onResults' | 'onDelivery'> {
  readonly identity: ListenerIdentity | null;
}

type ServedDefinition<WireSent, WireReceived> = Pick<
  CallMethod<never, WireReceived, WireSent | PlayerMessage, never>,
  'path' | 'responseSerialize' | 'requestDeserialize'
>;

async function takeNothing(): Promise<void> {
  throw new ConductorError('protocol', 'no files are taken here');
}

/** Gives the server its methods; whatever else is called, it does not have. `track` is told of each call that is under way. */
export function registerMethods(
  server: Server,
  { onControl, onResults, onDelivery = takeNothing, identity }: ServedMethods,
  listener: ServedListener,
  track: (served: Promise<void>) => void,
): void {
  function register<Sent, Received, WireSent, WireReceived extends CallerMessage>(
    { path, responseSerialize, requestDeserialize }: ServedDefinition<WireSent, WireReceived>,
    method: Omit<ServedMethod<Sent, Received, WireSent, WireReceived>, 'path'>,
  ): void {
    const serve = (call: ServerDuplexStream<WireReceived, WireSent | PlayerMessage>): void => {
      const served = serveCall(call, { ...method, path }, listener);
      track(served);
    };
    server.register(path, serve, responseSerialize, requestDeserialize, 'bidi');
  }

  register(conductMethod, {
    caller: 'conductor',
    sending: controlReplyCodec,
    receiving: controlRequestCodec,
    isLastSent: (reply) => reply.kind === 'player-released' || reply.kind === 'refused',
    isLastReceived: ({ command }) => command.kind === 'release-player',
    aside: tellClock(listener.clock),
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
  register(deliverMethod, {
    caller: 'conductor',
    sending: deliveryReplyCodec,
    receiving: deliveryFrameCodec,
    isLastSent: (reply) => reply.kind !== 'files-lacking',
    isLastReceived: () => false,
    serve: onDelivery,
  });
  if (identity !== null) registerIdentity(server, identity, listener, track);
}
