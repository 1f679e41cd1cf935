import type { TLSSocket } from 'node:tls';
import type { PartyCredentials } from './party-credentials.ts';

/** The only version of TLS that is spoken, by either side and also where nobody is certified yet. */
export const TLS_VERSION = { minVersion: 'TLSv1.3' } as const;

/** A party's credentials as node:tls is given them. */
export function tlsOf({ key, certificate, authority }: PartyCredentials) {
  return { ...TLS_VERSION, key, cert: certificate, ca: authority };
}

/** Why OpenSSL does not believe the certificate of a peer. The types say Error; what it is (Node.js 24) is the name of an error. */
export function whyUnauthorized({ authorizationError }: TLSSocket): string {
  return String(authorizationError);
}
