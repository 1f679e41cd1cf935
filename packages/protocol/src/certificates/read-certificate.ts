import { X509Certificate } from 'node:crypto';
import { ConductorError } from '@conductor/types';
import { type Identity, parseIdentity } from '../identity/identity.ts';
import { spkiHashOf } from './key.ts';

/** What a certificate says. */
export interface CertificateFacts {
  /** From the one URI of its alternative names; `null` where it has none, several, or one that is no identity of ours. */
  readonly identity: Identity | null;
  /** SHA-256 of the certificate, as `openssl x509 -fingerprint -sha256` writes it. */
  readonly fingerprint: string;
  readonly spkiHash: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicKey: string;
}

/** A party whose certificate says who it is. */
export interface CertifiedParty extends CertificateFacts {
  readonly identity: Identity;
}

const FINGERPRINT = /^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/;

/** Tells whether a text is the `fingerprint` of some certificate. */
export function isFingerprint(text: string): boolean {
  return FINGERPRINT.test(text);
}

/** Reads a certificate (PEM, or DER as bytes); throws a ConductorError `identity` when it is none. */
export function readCertificate(certificate: string | Uint8Array): CertificateFacts {
  const read = x509Of(certificate);
  const { publicKey, fingerprint256, subjectAltName, validFrom, validTo } = read;
  return {
    identity: identityIn(subjectAltName),
    fingerprint: fingerprint256,
    spkiHash: spkiHashOf(publicKey),
    notBefore: new Date(validFrom),
    notAfter: new Date(validTo),
    // Asked for when a certificate is renewed, and certificates are read at every call.
    get publicKey() {
      return publicKey.export({ type: 'spki', format: 'pem' }).toString();
    },
  };
}

/** The party that a certificate is about; `null` where it does not say, in the one way that counts. */
export function certifiedParty(certificate: string | Uint8Array): CertifiedParty | null {
  const facts = readCertificate(certificate);
  return isParty(facts) ? facts : null;
}

function isParty(facts: CertificateFacts): facts is CertifiedParty {
  return facts.identity !== null;
}

/** A certificate in a text that may hold several. */
const PEM = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/**
 * Tells whether one of these authorities (PEM, one after the other) has signed a certificate itself. TLS is content with a chain:
 * there whoever was certified as more than a party, by mistake, could certify anybody in a lab.
 */
export function isIssuedByOneOf(certificate: string | Uint8Array, authorities: string): boolean {
  return (authorities.match(PEM) ?? []).some((authority) => isIssuedBy(certificate, authority));
}

/** Tells whether an authority has signed a certificate. Expiry is another question. */
export function isIssuedBy(certificate: string | Uint8Array, authority: string): boolean {
  const issuer = x509Of(authority);
  const issued = x509Of(certificate);
  return issuer.ca && issued.checkIssued(issuer) && issued.verify(issuer.publicKey);
}

function x509Of(certificate: string | Uint8Array): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch (error) {
    throw new ConductorError('identity', 'expected a certificate in PEM, got something else', { cause: error });
  }
}

/** One entry of the list that Node.js makes of the alternative names; what could be mistaken for a comma is quoted there. */
const ENTRY = /(?:^|, )([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^",]*)/y;

function identityIn(names: string | undefined): Identity | null {
  const uris: string[] = [];
  const list = names ?? '';
  ENTRY.lastIndex = 0;
  for (let end = 0; end < list.length; end = ENTRY.lastIndex) {
    const entry = ENTRY.exec(list);
    if (entry === null) return null;
    if (entry[1] === 'URI') uris.push(entry[2] ?? '');
  }
  const [uri, ...more] = uris;
  return uri === undefined || more.length > 0 ? null : parseIdentity(uri);
}
