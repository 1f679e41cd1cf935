import { lookup } from 'node:dns/promises';
import { formatAddress, identityUri, isLoopback } from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import type { IdentityStore } from './identity-store.ts';

/** Where a player is to listen, and what it is told to do without TLS. */
export interface ListeningWish {
  readonly host: string;
  readonly port: number;
  readonly insecureNetwork: boolean;
  /** What to say on this host to enroll the player. */
  readonly enrollWith: string;
}

/**
 * Beyond loopback a player is commanded over TLS only, so it needs a certificate, or a code that is open for one. Rejects with a
 * ConductorError `bind` that names the command which helps.
 */
export async function checkMayListen(wish: ListeningWish, store: IdentityStore, now: Date): Promise<void> {
  if (wish.insecureNetwork || (await isOnLoopback(wish.host)) || store.enrollment() !== null) return;
  const fault = whyNobodyCould(store, now);
  if (fault === null) return;
  const place = formatAddress(wish.host, wish.port);
  const others = 'or listen on 127.0.0.1 with -b; --insecure-network is for a network in which you trust everybody';
  throw new ConductorError('bind', `${place} is not loopback, and ${fault}. Enroll it: ${wish.enrollWith}; ${others}`);
}

/** Whether only this host reaches an address, which may be a name. */
export async function isOnLoopback(host: string): Promise<boolean> {
  const { address } = await lookup(host).catch(() => ({ address: host }));
  return isLoopback(address);
}

function whyNobodyCould(store: IdentityStore, now: Date): string | null {
  const certified = store.credentials()?.certified;
  if (certified === undefined) return 'this player is not enrolled: nobody could command it';
  if (certified.notAfter > now) return null;
  return `the certificate of this player (${identityUri(certified.identity)}) expired at ${certified.notAfter.toISOString()}: nobody could command it`;
}
