import { type CallerChange, type CallerEntry, identityUri, type KnownCaller } from '@conductor/protocol';

/**
 * What a player has to be told so that it treats a caller as the lab does. What was revoked on the player's own host stays revoked,
 * unless somebody has just said otherwise (`isExplicit`).
 */
export function missingChanges(
  { identity: caller, revoked, withdrawn }: CallerEntry,
  known: readonly KnownCaller[],
  isExplicit: boolean,
): CallerChange[] {
  const uri = identityUri(caller);
  const standing = known.find(({ identity }) => identityUri(identity) === uri)?.standing ?? null;
  if (revoked !== null) return standing?.kind === 'revoked' ? [] : [{ kind: 'revoke', caller, fingerprint: null }];
  if (standing?.kind === 'revoked' && !isExplicit) return [];
  const isAllowed = standing !== null && standing.kind !== 'revoked';
  const gone = standing?.kind === 'allowed-but' ? standing.revokedFingerprints : [];
  const untold = withdrawn.filter((fingerprint) => !gone.includes(fingerprint));
  return [
    ...(isAllowed ? [] : [{ kind: 'allow', caller } as const]),
    ...untold.map((fingerprint) => ({ kind: 'revoke', caller, fingerprint }) as const),
  ];
}
