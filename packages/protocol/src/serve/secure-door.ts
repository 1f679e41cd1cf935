import type { Socket } from 'node:net';
import { createSecureContext, createServer, type SecureContext, type Server, type TLSSocket } from 'node:tls';
import { systemReason } from '@conductor/types';
import { ENROLLMENT_SERVER_NAME } from '../certificates/authority.ts';
import { type ListenerIdentity, NO_ENROLLMENT, type OpenEnrollment } from '../identity/listener-identity.ts';
import type { PartyCredentials } from '../identity/party-credentials.ts';
import { TLS_VERSION, tlsOf } from '../identity/party-tls.ts';
import { formatAddress, splitAddress } from '../network-address.ts';
import { sayGoaway } from '../wire/goaway.ts';
import { explainHandshake, explainUnauthorised } from './explain-caller.ts';

/** What becomes of a connection whose handshake is over. */
export interface SecureDoorOptions {
  readonly identity: ListenerIdentity;
  /** Its certificate is of the lab, and has not expired. Whether it may call anything is judged at each call. */
  readonly admit: (socket: TLSSocket) => void;
  /** It wants to enroll the player, and an enrollment is open. It has shown nothing. */
  readonly admitEnrolling: (socket: TLSSocket) => void;
  readonly onRefused: (sentence: string) => void;
}

/** Ends the TLS of connections, 1.3 only, and hands on what comes out of those that have shown what they must. */
export interface SecureDoor {
  /** Takes a connection in of which nothing has been read. */
  enter(socket: Socket): void;
}

/**
 * A certificate is asked for on every connection, since what a caller wants is known only within the handshake; a caller
 * without one is told so over TLS, and gets further only to an open enrollment.
 */
export function secureDoor(options: SecureDoorOptions): SecureDoor {
  const { identity, onRefused } = options;
  let shown: { readonly credentials: PartyCredentials | null; readonly server: Server } | null = null;

  /** A server for what the player shows now: when that changes, so do the keys of its session tickets. */
  function serverNow(): Server {
    const credentials = identity.credentials();
    if (shown === null || !isSame(shown.credentials, credentials)) {
      shown = { credentials, server: serverWith(credentials) };
    }
    return shown.server;
  }

  function serverWith(credentials: PartyCredentials | null): Server {
    const server = createServer({
      ...(credentials === null ? TLS_VERSION : tlsOf(credentials)),
      ALPNProtocols: ['h2'],
      requestCert: true,
      rejectUnauthorized: false,
      SNICallback(name, answer) {
        const open = name === ENROLLMENT_SERVER_NAME ? identity.enrollment() : null;
        answer(null, open === null ? undefined : enrollmentContext(open));
      },
    });
    server.on('secureConnection', welcome);
    server.on('tlsClientError', (error, socket) => {
      const why = explainHandshake(error, credentials !== null);
      if (why !== null) onRefused(`closed the connection of ${addressOf(socket)}: ${why}`);
      socket.destroy();
    });
    return server;
  }

  function welcome(socket: TLSSocket): void {
    // Without a listener a reset of the connection would end the process.
    socket.on('error', () => socket.destroy());
    const isEnrolling = socket.servername === ENROLLMENT_SERVER_NAME;
    const objection = isEnrolling ? explainClosedEnrollment() : explainUncertified(socket);
    if (objection !== null) refuse(socket, objection);
    else if (isEnrolling) options.admitEnrolling(socket);
    else options.admit(socket);
  }

  function explainClosedEnrollment(): string | null {
    return identity.enrollment() === null ? NO_ENROLLMENT : null;
  }

  /** As of now: the handshake may have begun with what the player had before. */
  function explainUncertified(socket: TLSSocket): string | null {
    return explainUnauthorised(socket, identity.credentials()?.authority ?? '');
  }

  function refuse(socket: TLSSocket, sentence: string): void {
    onRefused(`closed the connection of ${addressOf(socket)}: ${sentence}`);
    sayGoaway(socket, sentence);
  }

  return {
    enter(socket) {
      try {
        serverNow().emit('connection', socket);
      } catch (error) {
        // Files that somebody put there by hand may hold anything; that is no reason for the player to end.
        onRefused(`closed a connection: this player's certificate cannot be used: ${systemReason(error)}`);
        socket.destroy();
      }
    },
  };
}

function enrollmentContext({ key, certificate }: OpenEnrollment): SecureContext {
  return createSecureContext({ key, cert: certificate, ...TLS_VERSION });
}

function isSame(one: PartyCredentials | null, other: PartyCredentials | null): boolean {
  if (one === null || other === null) return one === other;
  return one.key === other.key && one.certificate === other.certificate && one.authority === other.authority;
}

function addressOf({ remoteAddress, remotePort }: Socket): string {
  if (remoteAddress === undefined || remotePort === undefined) return 'somebody who is gone';
  const { host, port } = splitAddress(`${remoteAddress}:${remotePort}`);
  return formatAddress(host, port);
}
