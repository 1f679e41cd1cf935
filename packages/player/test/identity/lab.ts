import {
  type Authority,
  type CertifiedParty,
  certifiedParty,
  createAuthority,
  type GivenIdentity,
  type Identity,
  issueCertificate,
  makeKey,
  publicKeyOf,
  type Role,
} from '@conductor/protocol';

/** A lab with an authority of its own, as a conductor has it. */
export interface Lab {
  readonly lab: string;
  readonly authority: Authority;
  identity(role: Role, name: string): Identity;
  /** A party with a fresh key. */
  certify(
    role: Role,
    name: string,
    days?: number,
  ): Promise<CertifiedParty & { readonly key: string; readonly pem: string }>;
  /** What this lab gives to a player with this key. */
  giveTo(key: string, name: string, days?: number): GivenIdentity;
  /** The same for whoever has only the public half. */
  giveToPublicKey(publicKey: string, name: string, days?: number): GivenIdentity;
}

/** Makes a lab. Its one conductor is called bench1. */
export async function makeLab(): Promise<Lab> {
  const { lab, ...authority } = await createAuthority();
  const identity = (role: Role, name: string): Identity => ({ lab, role, name });
  const giveTo = (publicKey: string, name: string, days?: number): GivenIdentity => ({
    identity: identity('player', name),
    certificate: issueCertificate(authority, {
      identity: identity('player', name),
      publicKey,
      ...(days === undefined ? {} : { days }),
    }),
    authority: authority.certificate,
    callers: [identity('conductor', 'bench1')],
    by: 'tester@here (pid 1)',
  });
  return {
    lab,
    authority,
    identity,
    async certify(role, name, days) {
      const key = await makeKey();
      const pem = issueCertificate(authority, {
        identity: identity(role, name),
        publicKey: publicKeyOf(key),
        ...(days === undefined ? {} : { days }),
      });
      const party = certifiedParty(pem);
      if (party === null) throw new Error('the certificate says nobody');
      return { ...party, key, pem };
    },
    giveTo: (key, name, days) => giveTo(publicKeyOf(key), name, days),
    giveToPublicKey: giveTo,
  };
}
