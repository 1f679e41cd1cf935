import { ConductorError } from '@conductor/types';
import type { DialOptions, PlayerAddress } from '../endpoint.ts';
import type { CallerCredentials } from '../greeting/credentials.ts';
import { formatAddress, isLoopback } from '../network-address.ts';
import { readTokens } from '../token/token-file.ts';
import { tokenFolders } from '../token/token-folders.ts';

/** What we may show to a player at a numeric address; throws when we may not even speak to it. */
export function judgeAddress(player: PlayerAddress, numericHost: string, options: DialOptions): CallerCredentials {
  if (isLoopback(numericHost)) {
    const folders = options.tokenFolders ?? tokenFolders(process.env);
    return { kind: 'token', readTokens: () => readTokens(folders, numericHost, player.port) };
  }
  if (options.insecureNetwork) return { kind: 'none' };
  const place = formatAddress(player.host, player.port);
  const means = numericHost === player.host ? '' : ` is ${numericHost}, which`;
  throw new ConductorError(
    'identity',
    `player "${player.name}" at ${place}${means} is not on this host, and nothing would prove who answers; ` +
      'say --insecure-network here and on the player if you trust everybody on the way',
    { player: player.name },
  );
}
