import { ConductorError } from '@conductor/types';
import { type ClientDuplexStream, type ServiceError, type StatusObject, status } from '@grpc/grpc-js';
import { type WireStream, wireStream } from './wire-stream.ts';

/** The caller's end of a gRPC stream. `explain` turns the status of a failed call into our error. */
export function callerStream<Sent, Received>(
  call: ClientDuplexStream<Sent, Received>,
  explain: (failure: StatusObject) => ConductorError,
): WireStream<Sent, Received> {
  const closed = new AbortController();
  let inOrder = false;
  // Every failure arrives as a status too; without a listener this event would end the process.
  call.on('error', (error: ServiceError) => settle(error));
  call.on('status', settle);

  function settle(end: StatusObject): void {
    if (closed.signal.aborted) return;
    inOrder = end.code === status.OK;
    closed.abort(inOrder ? ended() : explain(end));
  }

  return wireStream<Sent, Received>({ stream: call, closed, cancel: () => call.cancel(), endedInOrder: () => inOrder });
}

function ended(): ConductorError {
  return new ConductorError('interrupted', 'the player has ended the conversation');
}
