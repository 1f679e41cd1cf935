import type { ConductorError } from '@conductor/types';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { freeCopy } from './answer-writer.ts';
import { type WireStream, wireStream } from './wire-stream.ts';

/** The listener's end of a call. */
export interface ListenerStream<Sent, Received> extends WireStream<Sent, Received> {
  /** Resolves when the status of the call is on its way, or nobody is there to hear it. */
  readonly over: Promise<void>;
}

/** The listener's end of a gRPC stream. `whenGone` makes the error of a caller that is no longer there. */
export function listenerStream<Received, Sent>(
  call: ServerDuplexStream<Received, Sent>,
  whenGone: () => ConductorError,
): ListenerStream<Sent, Received> {
  const closed = new AbortController();
  const over = Promise.withResolvers<void>();
  // Fires after every call, in order or not; whoever ended in order has stopped listening by then.
  call.on('cancelled', () => {
    closed.abort(whenGone());
    over.resolve();
  });

  const wire = wireStream<Sent, Received>({
    stream: call,
    closed,
    cancel(reason) {
      // The library turns this event into the status of the call, in its own time.
      call.emit('error', { code: status.UNAVAILABLE, details: reason.message });
      setImmediate(() => call.destroy());
    },
    endedInOrder: () => false,
    written: freeCopy,
  });
  return Object.assign(wire, { over: over.promise });
}
