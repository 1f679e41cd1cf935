import { type Clock, ConductorError } from '@conductor/types';
import { type CertifiedParty, isIssuedBy, readCertificate } from '../certificates/read-certificate.ts';
import type { EnrollmentOffer } from '../codec/enrollment.ts';
import { type ListenerIdentity, NO_ENROLLMENT } from '../identity/listener-identity.ts';
import { isProofOfCode } from './enrollment-proof.ts';
import { WrongTries } from './wrong-tries.ts';

/** An offer, and who makes it. */
export interface OfferedIdentity extends EnrollmentOffer {
  readonly party: CertifiedParty;
  /** Numeric address of who makes it. */
  readonly host: string;
  /** The same for people, with its name. */
  readonly by: string;
}

/** Judges offers one after the other, so that a code is used once; rejects with a ConductorError `identity`. */
export function enrollmentDesk(identity: ListenerIdentity, clock: Clock): (offer: OfferedIdentity) => Promise<void> {
  const tries = new WrongTries(clock);
  let turn: Promise<unknown> = Promise.resolve();

  async function judge(offer: OfferedIdentity): Promise<void> {
    tries.check(offer.host);
    const open = identity.enrollment();
    if (open === null) throw refuse(NO_ENROLLMENT);
    if (open.expires < clock.now())
      throw refuse(`the code has expired, at ${open.expires.toISOString()}; player enroll shows a new one`);
    const { spkiHash } = readCertificate(open.certificate);
    if (!isProofOfCode(offer.proof, open.codeHash, { spkiHash, authority: offer.authority })) {
      tries.count(offer.host);
      throw refuse('the code is wrong; compare it with what player enroll shows');
    }
    checkGift(offer, spkiHash, clock);
    const { certificate, authority, callers, by } = offer;
    await open.accept({ identity: offer.party.identity, certificate, authority, callers, by });
  }

  return (offer) => {
    const mine = turn.then(() => judge(offer));
    turn = Promise.allSettled([mine]);
    return mine;
  };
}

/** What would make a player that nobody can command is refused while its code can still be used. */
function checkGift({ party, certificate, authority, callers }: OfferedIdentity, spkiHash: string, clock: Clock): void {
  if (party.spkiHash !== spkiHash) throw refuse('the certificate is of another key than this player has');
  if (!isIssuedBy(certificate, authority))
    throw refuse('the certificate was not signed by the authority that came with it');
  if (party.identity.role !== 'player')
    throw refuse(`expected the role player in the certificate, got ${party.identity.role}`);
  if (party.notAfter < clock.now()) throw refuse(`the certificate has expired, at ${party.notAfter.toISOString()}`);
  const stranger = callers.find(({ lab, role }) => lab !== party.identity.lab || role === 'player');
  if (stranger !== undefined)
    throw refuse(`a ${stranger.role} of the lab ${stranger.lab} cannot be a caller of this player`);
}

function refuse(sentence: string): ConductorError {
  return new ConductorError('identity', sentence);
}
