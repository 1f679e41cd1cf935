import { ConductorError } from '@conductor/types';
import type { ServeOptions } from '../endpoint.ts';
import { formatAddress, isLoopback } from '../network-address.ts';
import { resolveHost } from '../resolve-host.ts';
import { explainBind } from './explain-bind.ts';

/** The numeric address to listen on, if we may: without an identity only loopback, unless the operator trusts the network. */
export async function ownAddress({ host, port, insecureNetwork, identity = null }: ServeOptions): Promise<string> {
  const address = await firstAddress(host, port);
  if (isLoopback(address) || insecureNetwork || identity !== null) return address;
  throw new ConductorError(
    'bind',
    `${formatAddress(host, port)} is not loopback, and this player has no certificate: without TLS anybody who reaches it ` +
      'could command this host. Enroll it with player enroll, say --insecure-network if you trust everybody who can, or ' +
      'listen on 127.0.0.1 with -b',
  );
}

async function firstAddress(host: string, port: number): Promise<string> {
  try {
    const [address = host] = await resolveHost(host);
    return address;
  } catch (error) {
    throw explainBind(error, host, port);
  }
}

/** The numeric addresses of the conductor that a player's file names; `null` is any. */
export async function allowedAddresses(conductor: string | null): Promise<readonly string[] | null> {
  if (conductor === null) return null;
  try {
    return await resolveHost(conductor);
  } catch (error) {
    const message = `conductor = ${conductor}: no address is known for this name, so nobody could command this player`;
    throw new ConductorError('config', message, { cause: error });
  }
}
