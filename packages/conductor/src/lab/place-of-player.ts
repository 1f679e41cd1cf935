import { isIP } from 'node:net';
import { ConductorError } from '@conductor/types';

/** Where a player listens. */
export interface PlayerPlace {
  /** IPv4, IPv6 without brackets, or a host name. */
  readonly host: string;
  readonly port: number;
}

/** Reads `10.0.0.5:6970`, `[fe80::1%em0]:6970`, `dut.lab:6970`. A ConductorError of code `usage` says what is no such place. */
export function placeOfPlayer(word: string): PlayerPlace {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(word) ?? [];
  const port = Number(digits);
  const host = bracketed ?? plain ?? '';
  const isHost = bracketed === undefined ? /^[\w.-]+$/.test(host) : isIP(host.split('%', 1)[0] ?? '') === 6;
  if (isHost && port >= 1 && port <= 65_535) return { host, port };
  const bare = isIP(word) === 6 || /^[\w.-]+$/.test(word) ? '; the port is missing' : '';
  throw new ConductorError(
    'usage',
    `"${word}" is no place of a player${bare}; expected HOST:PORT, such as 192.168.5.81:6970 or [fe80::1%em0]:6970`,
  );
}
