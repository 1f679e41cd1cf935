import type { CertifiedParty } from '../certificates/read-certificate.ts';
import type { Identity } from './identity.ts';
import type { PartyCredentials } from './party-credentials.ts';

/** Who a player is and whom it obeys. What answers at once is asked at each connection, call and re-check. */
export interface ListenerIdentity {
  /** What the player shows; `null` while it is not enrolled. */
  credentials(): PartyCredentials | null;
  /**
   * Whether this player obeys a party that its lab has certified, whose certificate has not expired, and whose role may
   * call what it calls: `null`, or a sentence why not.
   */
  judgeCaller(caller: CertifiedParty): string | null;
  /** The enrollment that is open now; `null` when none is. */
  enrollment(): OpenEnrollment | null;
  /** Keeps a new certificate of the key that the player has; it has been checked to be one. */
  renew(certificate: string, by: CertifiedParty): Promise<void>;
  /** Allows or revokes a caller. */
  setCaller(change: CallerChange, by: CertifiedParty): Promise<void>;
  /** Every caller that was ever allowed or revoked. */
  callers(): readonly KnownCaller[];
}

/** What is said to whoever wants to enroll a player whose `enrollment()` is `null`. */
export const NO_ENROLLMENT =
  'no enrollment is open: its code was used, or its time is over; player enroll shows a new one';

/** An enrollment that waits for the one who knows its code. */
export interface OpenEnrollment {
  /** The player's private key, PKCS #8 in PEM. */
  readonly key: string;
  /** Its `selfSignedCertificate`. */
  readonly certificate: string;
  /** `codeHash` of the secret. */
  readonly codeHash: Uint8Array;
  readonly expires: Date;
  /**
   * Keeps what the lab gives; the code is used from then on, and `enrollment()` is another one or `null`. The proof has been
   * checked, and that the certificate is this player's and the authority's. Called once at a time.
   */
  accept(given: GivenIdentity): Promise<void>;
}

/** What a lab gives to a player that it enrolls. */
export interface GivenIdentity {
  /** Who the player is from now on. */
  readonly identity: Identity;
  readonly certificate: string;
  readonly authority: string;
  /** Whom to obey. */
  readonly callers: readonly Identity[];
  /** Who enrolled it, for people: `user@host (pid 4711) at 10.0.0.2:51234`. */
  readonly by: string;
}

/** What a conductor tells a player about a caller. */
export type CallerChange =
  | { readonly kind: 'allow'; readonly caller: Identity }
  | {
      readonly kind: 'revoke';
      readonly caller: Identity;
      /** Only this certificate, by its fingerprint; `null` is every one of the identity. */
      readonly fingerprint: string | null;
    };

/** What a player knows about one caller. */
export interface KnownCaller {
  readonly identity: Identity;
  readonly standing:
    | { readonly kind: 'allowed' }
    | { readonly kind: 'revoked'; readonly since: Date }
    /** Allowed, but for these certificates. */
    | { readonly kind: 'allowed-but'; readonly revokedFingerprints: readonly string[] };
}
