import { connect } from 'node:net';
import { errnoOf, systemReason } from '@conductor/types';
import { lateTimer } from '../late-timer.ts';
import { type Look, type Probe, probe } from './look.ts';

/** What the errors of a connection mean for whoever waits for a server. */
const ANSWERS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was reset',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  EADDRNOTAVAIL: 'this host has no address for it',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ETIMEDOUT: 'no answer',
};

/** Whether somebody takes a connection; it is closed at once, and nothing is sent. */
export function tcpProbe(host: string, port: number): Probe {
  return probe((withinMs, signal) => tryToConnect(host, port, withinMs, signal));
}

function tryToConnect(host: string, port: number, withinMs: number, signal: AbortSignal): Promise<Look> {
  const { promise, resolve } = Promise.withResolvers<Look>();
  const socket = connect({ host, port });
  const end = (look: Look) => {
    resolve(look);
    timer[Symbol.dispose]();
    signal.removeEventListener('abort', onAbort);
    socket.destroy();
  };
  const onAbort = () => end({ kind: 'not-yet', answer: 'last: the wait was ended' });
  const giveUp = () => end({ kind: 'not-yet', answer: `last: no answer within ${Math.ceil(withinMs)} ms` });
  const timer = lateTimer(withinMs, giveUp);
  signal.addEventListener('abort', onAbort);
  socket.on('connect', () => end({ kind: 'holds' }));
  socket.on('error', (error) => end({ kind: 'not-yet', answer: `last: ${answerOf(error)}` }));
  return promise;
}

/** Of a name with several addresses each may have its own error: the first is told. */
function answerOf(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return ANSWERS[errnoOf(first) ?? ''] ?? systemReason(first);
}
