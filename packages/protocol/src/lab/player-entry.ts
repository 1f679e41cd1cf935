import * as v from 'valibot';
import { isFingerprint } from '../certificates/read-certificate.ts';
import { type Identity, identityUri, isIdentityName, parseIdentity, type Role } from '../identity/identity.ts';

/** What a lab knows of one of its players. */
export interface PlayerEntry {
  readonly name: string;
  /** `10.0.0.5:6970`, `[fe80::1%em0]:6970`, `dut.lab:6970`: where it was enrolled, as it was typed. */
  readonly address: string;
  /** Who it is by its certificate. */
  readonly identity: Identity;
  /** SHA-256 of its public key, base64url; `null` in an entry that was written by hand: any key that the authority certified for the identity. */
  readonly key: string | null;
  /** When the certificate ends that it was given when it was enrolled; it may have been renewed since. */
  readonly notAfter: Date | null;
  readonly revoked: Revocation | null;
}

/** What a lab knows of a conductor or collector that it made credentials for. */
export interface CallerEntry {
  readonly identity: Identity;
  readonly notAfter: Date | null;
  /** Of its certificate, as `openssl x509 -fingerprint -sha256` writes it; `null` in an entry that was written by hand. */
  readonly fingerprint: string | null;
  /** Fingerprints of certificates that this one has taken the place of. */
  readonly withdrawn: readonly string[];
  readonly revoked: Revocation | null;
}

/** That somebody is trusted no more. */
export interface Revocation {
  readonly since: Date;
  /** `user@host` of who said so. */
  readonly by: string;
}

const instant = v.pipe(v.string(), v.isoTimestamp(), v.toDate());
const fingerprint = v.pipe(v.string(), v.check(isFingerprint, 'Invalid fingerprint'));
const common = {
  notAfter: v.optional(v.nullable(instant), null),
  revoked: v.optional(v.nullable(v.object({ since: instant, by: v.string() })), null),
};

/** The form of a player's entry. */
export const playerEntrySchema = v.object({
  ...common,
  name: v.pipe(v.string(), v.check(isIdentityName, 'Invalid name')),
  identity: identityOf(['player']),
  address: v.string(),
  key: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{43}$/))), null),
}) satisfies v.GenericSchema<unknown, PlayerEntry>;

/** The form of a caller's entry. */
export const callerEntrySchema = v.object({
  ...common,
  identity: identityOf(['conductor', 'collector']),
  fingerprint: v.optional(v.nullable(fingerprint), null),
  withdrawn: v.pipe(v.optional(v.array(fingerprint), []), v.readonly()),
}) satisfies v.GenericSchema<unknown, CallerEntry>;

/** What a file of an entry holds. */
export function entryText(entry: PlayerEntry | CallerEntry): string {
  return `${JSON.stringify({ ...entry, identity: identityUri(entry.identity) }, null, 2)}\n`;
}

function identityOf(roles: readonly Role[]) {
  return v.pipe(
    v.string(),
    v.transform(parseIdentity),
    v.custom<Identity>(
      (identity) => identity !== null && roles.includes((identity as Identity).role),
      'Invalid identity',
    ),
  );
}
