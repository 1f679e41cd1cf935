import { ConductorError, errnoOf, systemReason } from '@conductor/types';
import { formatAddress } from '../network-address.ts';

/** Why an address cannot be listened on, and what to do. */
export function explainBind(error: unknown, host: string, port: number): ConductorError {
  const place = formatAddress(host, port);
  const sentence = SENTENCES[errnoOf(error) ?? ''] ?? `cannot be listened on: ${systemReason(error)}`;
  return new ConductorError('bind', `${place} ${sentence}`, { cause: error });
}

const SENTENCES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: another program, perhaps another player, listens on this port',
  EADDRNOTAVAIL: 'is no address of this host; name one that is with -b',
  EACCES: "may not be listened on by this user; ports below 1024 are root's",
  EINVAL: 'is no address of this host; a link-local address needs its interface, as in fe80::1%em0',
  ENOTFOUND: 'is no numeric address; name one of this host with -b',
};
