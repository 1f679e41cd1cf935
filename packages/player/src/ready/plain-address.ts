import { isIPv6, SocketAddress } from 'node:net';

/** The one way to write an address that has many: short, in small letters, and of version 4 where it stands for one. */
export function plainAddress(address: string): string {
  if (!isIPv6(address) || address.includes('%')) return address;
  return new SocketAddress({ family: 'ipv6', address }).address.replace(/^::ffff:(?=[\d.]+$)/, '');
}
