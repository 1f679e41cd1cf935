import { ConductorError, type HostFacts, leftOutText, type PlayerPlan, systemText } from '@conductor/types';
import { startsOn } from '../starts-on.ts';
import { formatPlayer } from './player-state.ts';

/** Why a player that takes part may not be commanded on this host after all; `null` where it may. */
export function objectionTo(player: PlayerPlan, facts: HostFacts): ConductorError | null {
  const { only } = player;
  const system = systemText(facts);
  if (only === undefined || startsOn(only, system)) return null;
  const why = 'it was not there, or another system, when that was asked: run the test again';
  const message = `${formatPlayer(player)} takes no part: ${leftOutText({ system, only })}; ${why}`;
  return new ConductorError('config', message, { player: player.name });
}
