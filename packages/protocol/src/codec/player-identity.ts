import type { Description, Description__Output } from '../gen/conductor/v1/Description.ts';
import type { KnownCaller__Output, KnownCaller as WireCaller } from '../gen/conductor/v1/KnownCaller.ts';
import type { SetCallerRequest, SetCallerRequest__Output } from '../gen/conductor/v1/SetCallerRequest.ts';
import { identityUri } from '../identity/identity.ts';
import type { CallerChange, KnownCaller } from '../identity/listener-identity.ts';
import type { PlayerIdentity } from '../identity/player-identity.ts';
import { decodeHostFacts, encodeHostFacts } from './host-facts.ts';
import { toFingerprint, toIdentity, toParty } from './identity-text.ts';
import { readKind } from './oneof.ts';
import { decodeCondition, encodeCondition } from './player-condition.ts';
import { boundedList, fromTimestamp, toTimestamp } from './scalars.ts';

const CALLER_LIMIT = 1_000;
const FINGERPRINT_LIMIT = 1_000;

/** A player as it describes itself: its certificate as PEM. */
export type OwnDescription = Omit<PlayerIdentity, 'certified'> & { readonly certificate: string };

export function encodeDescription(own: OwnDescription): Description {
  return {
    certificate: own.certificate,
    callers: own.callers.slice(0, CALLER_LIMIT).map(encodeCaller),
    facts: encodeHostFacts(own.facts),
    condition: encodeCondition(own.condition),
    wallTime: toTimestamp(own.wallTime),
  };
}

export function decodeDescription(wire: Description__Output): PlayerIdentity {
  return {
    certified: toParty(wire.certificate, "the player's certificate"),
    callers: boundedList(wire.callers, CALLER_LIMIT, 'callers of a player').map(decodeCaller),
    facts: decodeHostFacts(wire.facts),
    condition: decodeCondition(wire.condition),
    wallTime: fromTimestamp(wire.wallTime, 'wall clock of a player'),
  };
}

function encodeCaller({ identity, standing }: KnownCaller): WireCaller {
  const uri = identityUri(identity);
  switch (standing.kind) {
    case 'allowed':
      return { uri };
    case 'revoked':
      return { uri, revokedTime: toTimestamp(standing.since) };
    case 'allowed-but':
      return { uri, revokedFingerprints: [...standing.revokedFingerprints] };
    default:
      return standing satisfies never;
  }
}

function decodeCaller({ uri, revokedTime, revokedFingerprints }: KnownCaller__Output): KnownCaller {
  const identity = toIdentity(uri, 'a caller of a player');
  if (revokedTime)
    return { identity, standing: { kind: 'revoked', since: fromTimestamp(revokedTime, 'a revocation') } };
  const fingerprints = boundedList(revokedFingerprints, FINGERPRINT_LIMIT, 'revoked certificates');
  if (fingerprints.length === 0) return { identity, standing: { kind: 'allowed' } };
  return { identity, standing: { kind: 'allowed-but', revokedFingerprints: fingerprints.map(toRevoked) } };
}

const toRevoked = (text: string) => toFingerprint(text, 'a revoked certificate');

export function encodeCallerChange(change: CallerChange): SetCallerRequest {
  const uri = identityUri(change.caller);
  switch (change.kind) {
    case 'allow':
      return { uri, allow: {} };
    case 'revoke':
      return { uri, revoke: { fingerprint: change.fingerprint ?? '' } };
    default:
      return change satisfies never;
  }
}

export function decodeCallerChange(wire: SetCallerRequest__Output): CallerChange {
  const caller = toIdentity(wire.uri, 'the caller to change');
  return readKind<SetCallerRequest__Output, CallerChange>(
    wire,
    {
      allow: () => ({ kind: 'allow', caller }),
      revoke: ({ fingerprint }) => ({
        kind: 'revoke',
        caller,
        fingerprint: fingerprint === '' ? null : toRevoked(fingerprint),
      }),
    },
    'a change of a caller',
  );
}
