import { isLoopback } from '@conductor/protocol';
import { ConductorError, formatPlace, type Phase, type Secret, type Test } from '@conductor/types';
import { formatPlayer } from '../course/player-state.ts';
import type { NeededSecret } from '../secrets/needed-secrets.ts';
import type { Call } from './call.ts';
import { faultOf, findSecrets, placeOf } from './test-secrets.ts';

/**
 * The secrets of a run. Throws a ConductorError `config`, with a line for each that is missing, or that would go over a
 * network where everybody can read it.
 */
export async function secretsToDeliver(
  test: Test,
  phases: readonly Phase[],
  call: Omit<Call, 'terminal'>,
): Promise<readonly Secret[]> {
  const found = await findSecrets(test, phases, call);
  const { isInsecure, mayExposeSecrets } = call.wishes;
  const complaints = found.flatMap((secret) => [
    ...(secret.finding.kind === 'found' ? [] : [`${placeOf(secret)}: ${faultOf(secret)}`]),
    ...(isInsecure && !mayExposeSecrets ? exposures(secret) : []),
  ]);
  if (complaints.length > 0) throw new ConductorError('config', complaints.join('\n'));
  return found.flatMap(({ finding }) => (finding.kind === 'found' ? [finding.secret] : []));
}

/** Of a name nobody knows where it leads before it is asked for. */
function exposures({ name, uses }: NeededSecret): string[] {
  const exposed = uses.find(({ player }) => !isLoopback(player.address));
  if (exposed === undefined) return [];
  const { player, key, place } = exposed;
  return [
    `${formatPlace(place)}: ${key}: with --insecure-network the secret ${name} would go to ${formatPlayer(player)} unencrypted, ` +
      'and to whoever answers there; enroll the player (player enroll), or say --insecure-secrets as well',
  ];
}
