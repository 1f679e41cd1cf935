import type { CertifiedParty } from '../certificates/read-certificate.ts';
import { identityUri } from '../identity/identity.ts';
import type { ExpectedPlayer } from '../identity/lab-access.ts';

/**
 * Why a player that shows a certificate of our lab is not the one that must answer; `null` when it is. The sentence goes on
 * behind `player "dut" at 10.0.0.5:6970:`.
 */
export function objectionTo(found: CertifiedParty | null, expected: ExpectedPlayer, now: Date): string | null {
  if (expected.kind === 'nobody') return expected.because;
  const wanted = identityUri(expected.identity);
  if (found === null) return `its certificate names nobody; expected ${wanted}`;
  const who = identityUri(found.identity);
  if (found.identity.role !== 'player') return `${who} answers, which is no player; expected ${wanted}`;
  if (who !== wanted) return `${who} answers; expected ${wanted}. Is the address right?`;
  if (expected.spkiHash !== null && expected.spkiHash !== found.spkiHash) {
    return `${who} answers with another key than it was enrolled with; if that is right, enroll it again with --replace`;
  }
  if (found.notAfter < now)
    return `the certificate of ${who} has expired, at ${found.notAfter.toISOString()}; enroll it again`;
  return null;
}
