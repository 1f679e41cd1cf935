import { visibleText } from '@conductor/types';
import {
  type CertifiedParty,
  certifiedParty,
  isFingerprint,
  readCertificate,
} from '../certificates/read-certificate.ts';
import { type Identity, parseIdentity } from '../identity/identity.ts';
import { malformed } from './malformed.ts';
import { boundedText } from './scalars.ts';

const CERTIFICATE_LIMIT = 16_384;

/** An identity from its URI; `what` is the field. */
export function toIdentity(uri: string, what: string): Identity {
  const identity = parseIdentity(uri);
  if (identity !== null) return identity;
  throw malformed(`${what}: expected conductor://LAB/ROLE/NAME, got ${visibleText(uri.slice(0, 200))}`);
}

/** A certificate that can be read, as PEM. */
export function toCertificate(pem: string, what: string): string {
  readCertificate(boundedText(pem, CERTIFICATE_LIMIT, what));
  return pem;
}

/** Whom a certificate is about. */
export function toParty(pem: string, what: string): CertifiedParty {
  const party = certifiedParty(toCertificate(pem, what));
  if (party === null)
    throw malformed(`${what}: expected exactly one URI, conductor://LAB/ROLE/NAME, in the certificate`);
  return party;
}

/** SHA-256 of a certificate, as openssl writes it. */
export function toFingerprint(text: string, what: string): string {
  if (isFingerprint(text)) return text;
  throw malformed(`${what}: expected 32 bytes in hexadecimal, apart by colons`);
}
