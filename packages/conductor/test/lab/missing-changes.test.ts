import type { CallerEntry, KnownCaller } from '@conductor/protocol';
import { describe, expect, it } from 'vitest';
import { missingChanges } from '../../src/lab/missing-changes.ts';

const identity = { lab: 'k3f9', role: 'collector', name: 'store1' } as const;
const revoked = { since: new Date(0), by: 'ann@bench' };
const TRUSTED: CallerEntry = { identity, notAfter: null, fingerprint: null, withdrawn: [], revoked: null };
const ALLOW = { kind: 'allow', caller: identity };
const REVOKE = { kind: 'revoke', caller: identity, fingerprint: null };

function knows(standing: KnownCaller['standing']): readonly KnownCaller[] {
  return [
    { identity: { ...identity, name: 'other' }, standing: { kind: 'allowed' } },
    { identity, standing },
  ];
}

describe('what a player is told about a caller', () => {
  it.each<[string, CallerEntry, readonly KnownCaller[], boolean, readonly object[]]>([
    ['that it never heard of', TRUSTED, [], false, [ALLOW]],
    ['that it obeys', TRUSTED, knows({ kind: 'allowed' }), false, []],
    ['that is revoked, and that it obeys', { ...TRUSTED, revoked }, knows({ kind: 'allowed' }), false, [REVOKE]],
    [
      'that is revoked, and that it revoked',
      { ...TRUSTED, revoked },
      knows({ kind: 'revoked', since: new Date(0) }),
      false,
      [],
    ],
    ['that was revoked on its own host', TRUSTED, knows({ kind: 'revoked', since: new Date(0) }), false, []],
    [
      'that is allowed again, and that it revoked',
      TRUSTED,
      knows({ kind: 'revoked', since: new Date(0) }),
      true,
      [ALLOW],
    ],
    [
      'that has a new certificate',
      { ...TRUSTED, withdrawn: ['AA', 'BB'] },
      knows({ kind: 'allowed-but', revokedFingerprints: ['AA'] }),
      false,
      [{ kind: 'revoke', caller: identity, fingerprint: 'BB' }],
    ],
  ])('%s', (_, entry, known, isExplicit, changes) => {
    expect(missingChanges(entry, known, isExplicit)).toEqual(changes);
  });
});
