import { type CallerChange, type Identity, identityUri, type KnownCaller } from '@conductor/protocol';

/** What a player knows about one caller, and since when. */
export interface ListedCaller {
  readonly identity: Identity;
  /** When it was allowed last. */
  readonly allowed: Date | null;
  /** Since when none of its certificates counts; `null` while it is obeyed. */
  readonly revoked: Revocation | null;
  /** Certificates of it that do not count. */
  readonly revokedCertificates: readonly (Revocation & { readonly fingerprint: string })[];
}

/** When somebody ceased to be obeyed, and by whose word. */
export interface Revocation {
  readonly since: Date;
  /** For people. */
  readonly by: string;
}

/** Every caller that was ever allowed or revoked. Nobody else is obeyed. */
export type CallerList = readonly ListedCaller[];

/** The list after a change. Whoever is allowed again is obeyed again; a certificate that was revoked stays so. */
export function withChange(list: CallerList, change: CallerChange, now: Date, by: string): CallerList {
  const uri = identityUri(change.caller);
  const known = list.find(({ identity }) => identityUri(identity) === uri);
  const before = known ?? { identity: change.caller, allowed: null, revoked: null, revokedCertificates: [] };
  const after = changed(before, change, { since: now, by });
  return known ? list.map((caller) => (caller === known ? after : caller)) : [...list, after];
}

function changed(before: ListedCaller, change: CallerChange, revocation: Revocation): ListedCaller {
  switch (change.kind) {
    case 'allow':
      return { ...before, allowed: revocation.since, revoked: null };
    case 'revoke': {
      const { fingerprint } = change;
      if (fingerprint === null) return { ...before, revoked: before.revoked ?? revocation };
      const others = before.revokedCertificates.filter((one) => one.fingerprint !== fingerprint);
      return { ...before, revokedCertificates: [...others, { ...revocation, fingerprint }] };
    }
    default:
      return change satisfies never;
  }
}

/** The list of a player that a lab enrolls: whom that lab names. What was revoked of the lab stays known; other labs are forgotten. */
export function listOfLab(before: CallerList, lab: string, callers: readonly Identity[], now: Date): CallerList {
  const kept = before
    .filter(({ identity, revoked, revokedCertificates }) => {
      return identity.lab === lab && (revoked !== null || revokedCertificates.length > 0);
    })
    .map((caller) => ({ ...caller, allowed: null }));
  return callers.reduce<CallerList>((list, caller) => withChange(list, { kind: 'allow', caller }, now, ''), kept);
}

/** Whether a player obeys a caller, with a certificate that counts. */
export function isObeyed({ allowed, revoked }: ListedCaller): boolean {
  return allowed !== null && revoked === null;
}

/** Why a player does not obey a caller with this certificate; `null` where it does. */
export function whyNotObeyed(list: CallerList, identity: Identity, fingerprint: string): string | null {
  const uri = identityUri(identity);
  const known = list.find((caller) => identityUri(caller.identity) === uri);
  const revoked = known?.revoked ?? null;
  if (revoked) return `${uri} was revoked ${whenBy(revoked)}`;
  const certificate = known?.revokedCertificates.find((one) => one.fingerprint === fingerprint);
  if (certificate) return `the certificate ${fingerprint} of ${uri} was revoked ${whenBy(certificate)}`;
  if (known?.allowed) return null;
  return `${uri} is not on the list of this player; on its host, "player callers --allow ${uri}" puts it there`;
}

/** The same for the wire. */
export function knownCaller({ identity, allowed, revoked, revokedCertificates }: ListedCaller): KnownCaller {
  const since = revoked?.since ?? (allowed === null ? revokedCertificates[0]?.since : undefined);
  if (since !== undefined) return { identity, standing: { kind: 'revoked', since } };
  if (revokedCertificates.length === 0) return { identity, standing: { kind: 'allowed' } };
  const revokedFingerprints = revokedCertificates.map(({ fingerprint }) => fingerprint);
  return { identity, standing: { kind: 'allowed-but', revokedFingerprints } };
}

function whenBy({ since, by }: Revocation): string {
  return `at ${since.toISOString()}${by === '' ? '' : ` by ${by}`}`;
}
