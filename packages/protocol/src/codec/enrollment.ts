import type { CertifiedParty } from '../certificates/read-certificate.ts';
import type { EnrollRequest, EnrollRequest__Output } from '../gen/conductor/v1/EnrollRequest.ts';
import { type Identity, identityUri } from '../identity/identity.ts';
import { encodeIntroduction, type Introduction } from './greeting.ts';
import { toCertificate, toIdentity, toParty } from './identity-text.ts';
import { malformed } from './malformed.ts';
import { boundedList } from './scalars.ts';

const CALLER_LIMIT = 1_000;

/** What a conductor offers to a player, with the proof that it knows the code. */
export interface EnrollmentOffer {
  readonly proof: Uint8Array;
  readonly authority: string;
  readonly certificate: string;
  readonly callers: readonly Identity[];
}

export function encodeEnrollment(offer: EnrollmentOffer, introduction: Introduction): EnrollRequest {
  return {
    introduction: encodeIntroduction(introduction),
    proof: Buffer.from(offer.proof),
    authorityCertificate: offer.authority,
    playerCertificate: offer.certificate,
    callerUris: offer.callers.map(identityUri),
  };
}

export function decodeEnrollment(wire: EnrollRequest__Output): EnrollmentOffer & { readonly party: CertifiedParty } {
  const uris = boundedList(wire.callerUris, CALLER_LIMIT, 'callers of an enrollment');
  if (uris.length === 0) throw malformed('callers of an enrollment: expected at least one, got none');
  return {
    proof: wire.proof,
    authority: toCertificate(wire.authorityCertificate, "the authority's certificate"),
    certificate: wire.playerCertificate,
    party: toParty(wire.playerCertificate, "the player's certificate"),
    callers: uris.map((uri) => toIdentity(uri, 'a caller of an enrollment')),
  };
}
