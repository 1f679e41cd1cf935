import { connect } from 'node:tls';
import { ConductorError } from '@conductor/types';
import { ENROLLMENT_SERVER_NAME } from '../certificates/authority.ts';
import { spkiHashOf } from '../certificates/key.ts';
import { answerSentence, failureSentence } from '../dial/explain-unreachable.ts';
import { TLS_VERSION } from '../identity/party-tls.ts';
import { onAbort } from '../on-abort.ts';
import { explainProbe } from './explain-probe.ts';

/** Where to look, and whose key must be there. */
export interface Pin {
  /** The name of the player, for messages. */
  readonly name: string;
  readonly numericHost: string;
  readonly port: number;
  /** `spkiHash` of the key. */
  readonly spkiHash: string;
  /** Milliseconds. */
  readonly timeoutMs: number;
}

/**
 * The certificate, PEM, of whoever holds the pinned key at an address: a handshake of TLS 1.3, in which the peer proves that
 * it has the key, and not a byte after it. Rejects with a ConductorError `identity` when another key answers, or a player that
 * shows none; `unreachable` when there is none.
 */
export async function probePin(pin: Pin, signal: AbortSignal): Promise<string> {
  try {
    return await shakeHands(pin, signal);
  } catch (error) {
    if (error instanceof ConductorError || signal.aborted) throw error;
    throw await explainProbe(error, pin, signal);
  }
}

/** Rejects with what Node.js says where it is known no better. */
async function shakeHands({ name, numericHost, port, spkiHash, timeoutMs }: Pin, signal: AbortSignal): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect({
    host: numericHost,
    port,
    servername: ENROLLMENT_SERVER_NAME,
    ...TLS_VERSION,
    ALPNProtocols: ['h2'],
    // Nobody vouches for the peer yet but the code. For such a peer Node.js never calls checkServerIdentity (24.21): a pin
    // that is put there is skipped without a word. So it is compared here.
    rejectUnauthorized: false,
  });
  const stop = () => reject(signal.reason);
  const forget = onAbort(signal, stop);
  const noHandshake = (why: string) => reject(unreachable(answerSentence('', why, port)));
  const timer = setTimeout(() => {
    if (socket.connecting) reject(unreachable(failureSentence('ETIMEDOUT', name)));
    else noHandshake(`no TLS handshake within ${timeoutMs / 1000} s`);
  }, timeoutMs);
  socket.once('error', reject);
  socket.once('close', () => noHandshake('it hung up within the TLS handshake'));
  socket.once('secureConnect', () => {
    const certificate = socket.getPeerX509Certificate();
    if (certificate !== undefined && spkiHashOf(certificate.publicKey) === spkiHash) resolve(certificate.toString());
    else reject(new ConductorError('identity', OTHER_KEY));
  });
  try {
    return await promise;
  } finally {
    forget();
    clearTimeout(timer);
    socket.on('error', () => undefined);
    socket.destroy();
  }
}

function unreachable(sentence: string): ConductorError {
  return new ConductorError('unreachable', `it ${sentence}`);
}

const OTHER_KEY =
  'another key answers than the code names, so nothing was sent: either the address or the code is of another player, or ' +
  'somebody is on the way; compare both with what player enroll shows';
