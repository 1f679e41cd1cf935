import type { ListenerDemand } from '../greeting/credentials.ts';
import { isLoopback, sameAddress } from '../network-address.ts';

/** What decides whom a listener serves. */
export interface ListenerPolicy {
  /** The token of the files on this host; `null` when the listener is on no loopback address. */
  readonly token: Uint8Array | null;
  readonly insecureNetwork: boolean;
  /** Numeric addresses that may command from beyond this host; `null` is any. */
  readonly allowedHosts: readonly string[] | null;
}

/**
 * What the caller at an address must show. The one choke point: every call of every method passes here, and what is
 * not allowed is refused. A caller on this host proves the token even where the network is trusted, since any user
 * can come from loopback.
 */
export function demandOf(callerHost: string, policy: ListenerPolicy): ListenerDemand {
  if (isLoopback(callerHost)) {
    return policy.token === null
      ? { kind: 'nobody', because: 'this player has no token for callers on its own host' }
      : { kind: 'token', token: policy.token };
  }
  if (!policy.insecureNetwork) return { kind: 'nobody', because: 'this player serves its own host only' };
  const { allowedHosts } = policy;
  if (allowedHosts === null || allowedHosts.some((host) => sameAddress(host, callerHost))) return { kind: 'none' };
  return {
    kind: 'nobody',
    because: `${callerHost} may not command this player; its file names conductor ${allowedHosts.join(', ')}`,
  };
}
