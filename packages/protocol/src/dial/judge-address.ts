import { ConductorError } from '@conductor/types';
import type { DialOptions } from '../endpoint.ts';
import type { CallerCredentials } from '../greeting/credentials.ts';
import type { LabAccess } from '../identity/lab-access.ts';
import { formatAddress, isLoopback } from '../network-address.ts';
import type { PlayerAddress } from '../player-address.ts';
import { readTokens } from '../token/token-file.ts';
import { tokenFolders } from '../token/token-folders.ts';

/** What we may show to a player at a numeric address; rejects when we may not even speak to it. */
export async function judgeAddress(
  player: PlayerAddress,
  numericHost: string,
  options: DialOptions,
): Promise<CallerCredentials> {
  const { lab = null, insecureNetwork, tlsOnLoopback = false } = options;
  if (isLoopback(numericHost) && !tlsOnLoopback) {
    const folders = options.tokenFolders ?? tokenFolders(process.env);
    return { kind: 'token', readTokens: () => readTokens(folders, numericHost, player.port) };
  }
  if (insecureNetwork) return { kind: 'none' };
  if (lab !== null) return certified(player, lab);
  const place = formatAddress(player.host, player.port);
  const means = numericHost === player.host ? '' : ` is ${numericHost}, which`;
  throw new ConductorError(
    'identity',
    `player "${player.name}" at ${place}${means} is not on this host, and nothing would prove who answers; enroll it ` +
      'with player enroll there, or say --insecure-network here and on the player if you trust everybody on the way',
    { player: player.name },
  );
}

async function certified(player: PlayerAddress, lab: LabAccess): Promise<CallerCredentials> {
  const expected = await lab.expectPlayer(player);
  if (expected.kind === 'player') return { kind: 'mutual-tls', party: await lab.credentials(), expected };
  const place = `player "${player.name}" at ${formatAddress(player.host, player.port)}`;
  throw new ConductorError('identity', `${place}: ${expected.because}`, { player: player.name });
}
