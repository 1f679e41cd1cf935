import { randomBytes } from 'node:crypto';
import { type Identity, identityUri } from '../identity/identity.ts';
import { DAY_MS } from './days-left.ts';
import { issuerOf } from './issuer.ts';
import { makeKey, publicKeyOf } from './key.ts';
import { writeCertificate } from './write-certificate.ts';

/** Clocks of a lab differ: what was issued now is believed by a host that is an hour behind. */
const BACKDATED_MS = 3_600_000;
const AUTHORITY_DAYS = 3_650;

/** So many days a certificate of a party lasts. */
export const CERTIFICATE_DAYS = 90;

/** A lab's certificate authority. Both are PEM. */
export interface Authority {
  readonly key: string;
  readonly certificate: string;
}

/** A new authority for a new lab, which gets a random id; its certificate lasts 10 years. */
export async function createAuthority(now = new Date()): Promise<Authority & { readonly lab: string }> {
  const key = await makeKey();
  const lab = randomBytes(5).toString('hex');
  const certificate = writeCertificate({
    signer: key,
    issuer: null,
    publicKey: publicKeyOf(key),
    commonName: `conductor lab ${lab}`,
    alternativeName: null,
    isAuthority: true,
    ...validity(now, AUTHORITY_DAYS),
  });
  return { key, certificate, lab };
}

/** What is to be certified. */
export interface CertificateRequest {
  readonly identity: Identity;
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicKey: string;
  /** Default: now. The certificate begins an hour before. */
  readonly now?: Date;
  /** Default: `CERTIFICATE_DAYS`. */
  readonly days?: number;
}

/** Certifies that a key is a party's; returns the certificate as PEM. */
export function issueCertificate(authority: Authority, request: CertificateRequest): string {
  const { identity, publicKey, now = new Date(), days = CERTIFICATE_DAYS } = request;
  return writeCertificate({
    signer: authority.key,
    issuer: issuerOf(authority.certificate),
    publicKey,
    commonName: identity.name,
    alternativeName: { kind: 'uri', text: identityUri(identity) },
    isAuthority: false,
    ...validity(now, days),
  });
}

/** The name that a caller asks a player's port for when it wants to enroll it: no name of a host. */
export const ENROLLMENT_SERVER_NAME = 'enroll.conductor';

/** What a player shows while an enrollment is open and nobody vouches for it yet: its key, and nothing else. */
export function selfSignedCertificate(key: string, now = new Date()): string {
  return writeCertificate({
    signer: key,
    issuer: null,
    publicKey: publicKeyOf(key),
    commonName: ENROLLMENT_SERVER_NAME,
    alternativeName: { kind: 'dns', text: ENROLLMENT_SERVER_NAME },
    isAuthority: false,
    ...validity(now, 1),
  });
}

function validity(now: Date, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  return {
    notBefore: new Date(now.getTime() - BACKDATED_MS),
    notAfter: new Date(now.getTime() + days * DAY_MS),
  };
}
