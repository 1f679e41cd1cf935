import { networkInterfaces } from 'node:os';

const ANY: readonly string[] = ['0.0.0.0', '::'];

/** The addresses by which others reach what listens on an address: itself, or with a wildcard each of this host that leads out of it. */
export function reachableAddresses(
  host: string,
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): readonly string[] {
  if (!ANY.includes(host)) return [host];
  const all = Object.values(interfaces).flatMap((addresses = []) => addresses);
  const leading = all
    .filter(({ internal, family }) => !internal && (host === '::' || family === 'IPv4'))
    // A link-local address means another link on each host: only a person knows which.
    .filter(({ address }) => !address.startsWith('fe80:'))
    .map(({ address }) => address);
  return leading.length === 0 ? ['127.0.0.1'] : leading;
}
