import type { TLSSocket } from 'node:tls';
import { errnoOf, visibleText } from '@conductor/types';
import { certifiedParty, isIssuedByOneOf } from '../certificates/read-certificate.ts';
import { whyUnauthorized } from '../identity/party-tls.ts';

/** Why a caller whose handshake went well may not come in; `null` when it may. Both sides read the sentence. */
export function explainUnauthorised(socket: TLSSocket, authorities: string): string | null {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined)
    return 'expected a client certificate of the lab, got none; conduct enroll gives both sides theirs';
  if (!socket.authorized) {
    const why = whyUnauthorized(socket);
    if (why === 'CERT_HAS_EXPIRED') return `the client certificate has expired, at ${certificate.validTo}; ${RENEWAL}`;
    if (why === 'CERT_NOT_YET_VALID')
      return `the client certificate is valid from ${certificate.validFrom}; compare the clocks`;
    return `the client certificate was not signed by the authority of this player's lab (${why})`;
  }
  if (!isIssuedByOneOf(certificate.raw, authorities))
    return "the client certificate was signed by somebody below the authority of this player's lab, and not by it";
  if (certifiedParty(certificate.raw) !== null) return null;
  return 'the client certificate names nobody: it needs exactly one URI, conductor://LAB/ROLE/NAME';
}

/** How a caller comes to a certificate that counts. */
export const RENEWAL =
  'renew it: a run renews that of its conductor, "conduct certificate --replace" makes another for a second conductor or a collector';

/**
 * Why a handshake failed, as the player tells its operator; `null` when the caller just left, as one does that has looked
 * whose key answers.
 */
export function explainHandshake(error: Error, hasCertificate: boolean): string | null {
  switch (errnoOf(error)) {
    case 'ERR_SSL_UNSUPPORTED_PROTOCOL':
    case 'ERR_SSL_NO_PROTOCOLS_AVAILABLE':
      return 'it speaks an older TLS than 1.3';
    case 'ECONNRESET':
      return null;
    case 'ERR_SSL_NO_APPLICATION_PROTOCOL':
      return 'it speaks TLS, and not HTTP/2 in it';
    default:
      if (!hasCertificate) return 'it speaks TLS, and this player has no certificate yet';
      return `the TLS handshake failed: ${visibleText(error.message).slice(0, 200)}`;
  }
}
