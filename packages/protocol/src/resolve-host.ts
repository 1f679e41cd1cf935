import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { canonical } from './network-address.ts';

/**
 * The numeric addresses that a host name stands for, in the order of the system's resolver; a numeric address is
 * itself. Rejects with the resolver's error.
 */
export async function resolveHost(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [canonical(host)];
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => canonical(address)))];
}
