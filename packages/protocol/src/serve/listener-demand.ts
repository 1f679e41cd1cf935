import type { Clock } from '@conductor/types';
import { type CertifiedParty, certifiedParty } from '../certificates/read-certificate.ts';
import type { ListenerDemand } from '../greeting/credentials.ts';
import { identityUri, type Role } from '../identity/identity.ts';
import type { ListenerIdentity } from '../identity/listener-identity.ts';
import type { PartyCredentials } from '../identity/party-credentials.ts';
import { isLoopback, sameAddress } from '../network-address.ts';
import { RENEWAL } from './explain-caller.ts';
import { ruleOf } from './method-roles.ts';

/** What decides whom a listener serves. */
export interface ListenerPolicy {
  /** The token of the files on this host; `null` when the listener is on no loopback address. */
  readonly token: Uint8Array | null;
  readonly insecureNetwork: boolean;
  /** Numeric addresses that may command from beyond this host without TLS; `null` is any. */
  readonly allowedHosts: readonly string[] | null;
  readonly identity: ListenerIdentity | null;
  readonly clock: Clock;
}

/** Who is at the other end of a connection, as far as that is known before it greets. */
export interface Visitor {
  /** Its numeric address. */
  readonly host: string;
  /** The same with its port, for people. */
  readonly address: string;
  /** Who it is by the certificate that the lab's authority has signed; `null` on a connection without TLS. */
  readonly certified: CertifiedParty | null;
}

/**
 * What a visitor must show for a method. The one choke point: every call of every method passes here, again and again
 * while it is open, and what is not allowed is refused. A caller on this host proves the token even where the network is
 * trusted, since any user can come from loopback.
 */
export function demandOf(path: string, visitor: Visitor, policy: ListenerPolicy): ListenerDemand {
  const rule = ruleOf(path);
  if (rule === null || rule.kind === 'code') return nobody(`nobody may call ${path} here`);
  if (visitor.certified !== null) return demandOfCertified(path, rule.roles, visitor.certified, policy);
  if (rule.kind === 'certified-or-plain') return demandOfPlain(visitor.host, policy);
  return nobody(`${path} is for callers with a certificate of the player's lab only`);
}

function demandOfCertified(
  path: string,
  roles: readonly Role[],
  caller: CertifiedParty,
  { identity, clock }: ListenerPolicy,
): ListenerDemand {
  const who = identityUri(caller.identity);
  const credentials = identity?.credentials() ?? null;
  if (identity === null || credentials === null) return nobody('this player belongs to no lab any more');
  if (caller.notAfter < clock.now()) {
    return nobody(`the certificate of ${who} has expired, at ${caller.notAfter.toISOString()}; ${RENEWAL}`);
  }
  const own = ownParty(credentials);
  if (own !== null && own.identity.lab !== caller.identity.lab) {
    return nobody(`${who} is of another lab: this player is ${identityUri(own.identity)}`);
  }
  if (!roles.includes(caller.identity.role)) {
    return nobody(`${who} may not call ${path}: that is for the role ${roles.join(' or ')}`);
  }
  const objection = identity.judgeCaller(caller);
  return objection === null ? { kind: 'mutual-tls' } : nobody(objection);
}

/** Asked of every call every second: a certificate that is shown on is not read again. */
const OWN_PARTIES = new WeakMap<PartyCredentials, CertifiedParty | null>();

function ownParty(credentials: PartyCredentials): CertifiedParty | null {
  const known = OWN_PARTIES.get(credentials);
  if (known !== undefined) return known;
  const party = certifiedParty(credentials.certificate);
  OWN_PARTIES.set(credentials, party);
  return party;
}

function demandOfPlain(callerHost: string, policy: ListenerPolicy): ListenerDemand {
  if (isLoopback(callerHost)) {
    return policy.token === null
      ? nobody('this player has no token for callers on its own host')
      : { kind: 'token', token: policy.token };
  }
  const { allowedHosts } = policy;
  if (!policy.insecureNetwork) return nobody(beyondHost(policy));
  if (allowedHosts === null || allowedHosts.some((host) => sameAddress(host, callerHost))) return { kind: 'none' };
  return nobody(`${callerHost} may not command this player; its file names conductor ${allowedHosts.join(', ')}`);
}

/** Why a caller from beyond this host gets nothing without TLS. */
export function beyondHost({ identity }: Pick<ListenerPolicy, 'identity'>): string {
  return identity === null
    ? 'this player serves its own host only'
    : 'this player speaks TLS only with callers from beyond its host; leave --insecure-network out';
}

function nobody(because: string): ListenerDemand {
  return { kind: 'nobody', because };
}
