import { connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { errnoOf, visibleText } from '@conductor/types';
import type { PartyCredentials } from '../identity/party-credentials.ts';
import { TLS_VERSION, tlsOf, whyUnauthorized } from '../identity/party-tls.ts';
import { onAbort } from '../on-abort.ts';
import { goawaySentence, isHttp2 } from '../wire/goaway.ts';

/** How long we look at what is listening, once a greeting has failed. */
const LOOK_MS = 1_000;
/** What an HTTP/2 client says first (RFC 9113, 3.4): many servers answer it with what they are. */
const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const SENTENCE_LIMIT = 1_000;

/** Where to look, and until when. */
export interface Place {
  readonly numericHost: string;
  readonly port: number;
  readonly signal: AbortSignal;
}

/** What one look at an address found. */
export type Sight =
  /** The system could not connect. */
  | { readonly kind: 'failed'; readonly code: string }
  /** Somebody said this first, or nothing. */
  | { readonly kind: 'answered'; readonly words: string }
  /** It speaks HTTP/2 as a player does, and gave no reason for anything. */
  | { readonly kind: 'silent-player' }
  /** It is a player that gave a reason. */
  | { readonly kind: 'refused'; readonly sentence: string }
  /** What listens does not speak TLS. */
  | { readonly kind: 'without-tls' }
  | { readonly kind: 'old-tls' }
  | { readonly kind: 'no-certificate' }
  | { readonly kind: 'another-lab'; readonly why: string }
  | { readonly kind: 'expired'; readonly at: string };

type Failure = Extract<Sight, { kind: 'failed' }>;

/** What a handshake that fails can tell. */
export type FailedHandshake = Failure | Extract<Sight, { kind: 'without-tls' | 'old-tls' | 'no-certificate' }>;

/** Looks without TLS. */
export function look({ numericHost: host, port, signal }: Place): Promise<Sight> {
  const socket = connect({ host, port }, () => socket.write(PREFACE));
  return firstSight(socket, signal, failure);
}

/** Looks by TLS, as who we are; only to see: nothing is said, and nothing that comes is believed. */
export function lookSecurely({ numericHost: host, port, signal }: Place, party: PartyCredentials): Promise<Sight> {
  const seeing = { ALPNProtocols: ['h2'], rejectUnauthorized: false, checkServerIdentity: () => undefined };
  const socket = connectSecurely({ host, port, ...tlsOf(party), ...seeing });
  const { promise, resolve } = Promise.withResolvers<Sight>();
  socket.once('secureConnect', () => {
    if (socket.authorized) return;
    const why = whyUnauthorized(socket);
    const at = socket.getPeerX509Certificate()?.validTo ?? 'an unknown time';
    resolve(why === 'CERT_HAS_EXPIRED' ? { kind: 'expired', at } : { kind: 'another-lab', why });
  });
  return Promise.race([promise, firstSight(socket, signal, handshakeFailure)]);
}

/** Looks by TLS as nobody, for the sentence of a player that lets nobody in. */
export function lookForReason({ numericHost: host, port, signal }: Place, servername: string): Promise<Sight> {
  const socket = connectSecurely({
    host,
    port,
    servername,
    ...TLS_VERSION,
    ALPNProtocols: ['h2'],
    rejectUnauthorized: false,
  });
  return firstSight(socket, signal, handshakeFailure);
}

function firstSight(socket: Socket, signal: AbortSignal, failed: (code: string) => Sight): Promise<Sight> {
  const { promise, resolve } = Promise.withResolvers<Sight>();
  let connected = false;
  const said: Buffer[] = [];
  const end = () => resolve(sightOf(Buffer.concat(said)));
  const giveUp = () => (connected ? end() : resolve({ kind: 'failed', code: 'ETIMEDOUT' }));
  const timer = setTimeout(giveUp, LOOK_MS);
  const forget = onAbort(signal, giveUp);
  socket.once('connect', () => {
    connected = true;
  });
  socket.on('data', (bytes: Buffer) => {
    said.push(bytes);
    const all = Buffer.concat(said);
    // A player says why right behind its first frame; others say what they are at once.
    if (!isHttp2(all) || goawaySentence(all) !== null || all.length > PREFACE.length * 1_000) end();
  });
  socket.once('close', end);
  socket.once('error', (error: Error) => resolve(failed(errnoOf(error) ?? error.message)));
  return promise.finally(() => {
    clearTimeout(timer);
    forget();
    socket.on('error', () => undefined);
    socket.destroy();
  });
}

function sightOf(bytes: Buffer): Sight {
  if (!isHttp2(bytes)) return { kind: 'answered', words: bytes.subarray(0, 100).toString('latin1') };
  const sentence = goawaySentence(bytes);
  if (sentence === null || sentence === '') return { kind: 'silent-player' };
  return { kind: 'refused', sentence: visibleText(sentence.slice(0, SENTENCE_LIMIT)) };
}

function failure(code: string): Failure {
  return { kind: 'failed', code };
}

/** What the code of a failed handshake tells of who is there. */
export function handshakeFailure(code: string): FailedHandshake {
  // Names of alerts differ from one OpenSSL to the next in what is before ALERT.
  if (/ALERT_PROTOCOL_VERSION$|^ERR_SSL_UNSUPPORTED_PROTOCOL$/.test(code)) return { kind: 'old-tls' };
  if (/ALERT_HANDSHAKE_FAILURE$/.test(code)) return { kind: 'no-certificate' };
  return /^ERR_SSL_|^ECONNRESET$/.test(code) ? { kind: 'without-tls' } : failure(code);
}
