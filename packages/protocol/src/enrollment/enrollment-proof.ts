import { createHmac, timingSafeEqual } from 'node:crypto';
import { readCertificate } from '../certificates/read-certificate.ts';

/** What the proof of a code binds: the key that is enrolled, and the authority that enrolls it. */
export interface EnrollmentBond {
  /** `spkiHash` of the player's key. */
  readonly spkiHash: string;
  /** Certificate of the authority, PEM. */
  readonly authority: string;
}

/**
 * HMAC-SHA-256, under the `codeHash` of the secret, over "conductor.v1 enroll", the hash of the player's key and the
 * hash of the authority's certificate (RFC 2104). Nobody can use it to bring the player to another lab.
 */
export function proveCode(hash: Uint8Array, { spkiHash, authority }: EnrollmentBond): Buffer {
  return createHmac('sha256', hash)
    .update('conductor.v1 enroll')
    .update(Buffer.from(spkiHash, 'base64url'))
    .update(Buffer.from(readCertificate(authority).fingerprint.replaceAll(':', ''), 'hex'))
    .digest();
}

/** Checks such a proof in constant time. */
export function isProofOfCode(proof: Uint8Array, hash: Uint8Array, bond: EnrollmentBond): boolean {
  const right = proveCode(hash, bond);
  return proof.length === right.length && timingSafeEqual(proof, right);
}
