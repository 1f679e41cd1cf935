import { BlockList, isIP, SocketAddress } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const wildcard = new BlockList();
wildcard.addAddress('0.0.0.0', 'ipv4');
wildcard.addAddress('::', 'ipv6');

/** Tells whether a numeric address is of this host alone: 127.0.0.0/8 and `::1`. A name never is. */
export function isLoopback(host: string): boolean {
  return holds(loopback, host);
}

/** Tells whether a numeric address means every address of this host. */
export function isWildcard(host: string): boolean {
  return holds(wildcard, host);
}

/** Tells whether two numeric addresses are the same, however they are written; a zone that only one has is ignored. */
export function sameAddress(one: string, other: string): boolean {
  const bare = withoutZone(one);
  if (isIP(bare) === 0) return false;
  const single = new BlockList();
  single.addAddress(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4');
  const zones = [zoneOf(one), zoneOf(other)];
  return holds(single, other) && (zones.includes('') || zones[0] === zones[1]);
}

/** `10.0.0.5:6970`, `[::1]:6970`: as people and programs write an address with its port. */
export function formatAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The inverse of Node's `address:port` without brackets, as gRPC tells a peer. */
export function splitAddress(peer: string): { readonly host: string; readonly port: number } {
  const colon = peer.lastIndexOf(':');
  return { host: unmapped(peer.slice(0, colon)), port: Number(peer.slice(colon + 1)) };
}

/** `::ffff:10.0.0.5`, as a listener on `::` sees IPv4 peers, written as the IPv4 address that it is. */
export function unmapped(address: string): string {
  const match = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return match?.[1] ?? address;
}

/** A numeric address as the system writes it, so that one address has one name. */
export function canonical(host: string): string {
  const bare = withoutZone(host);
  const family = isIP(bare);
  if (family === 0) return host;
  const { address } = new SocketAddress({ address: bare, family: family === 6 ? 'ipv6' : 'ipv4' });
  return unmapped(address) + zoneOf(host);
}

function holds(list: BlockList, host: string): boolean {
  const bare = withoutZone(host);
  const family = isIP(bare);
  return family !== 0 && list.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

function withoutZone(host: string): string {
  return host.split('%', 1)[0] ?? host;
}

function zoneOf(host: string): string {
  return host.slice(withoutZone(host).length);
}
