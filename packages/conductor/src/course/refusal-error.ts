import type { Refusal } from '@conductor/protocol';
import { ConductorError, type PlayerPlan } from '@conductor/types';
import { formatPlayer } from './player-state.ts';

/**
 * A player's refusal as the error that ends the run: who refused, why, and for `busy` who holds it since when. One that is busy
 * and held by nobody is ending: it is as good as not there.
 */
export function refusalError(player: PlayerPlan, { reason, message, holder }: Refusal): ConductorError {
  const name = formatPlayer(player);
  const about = { player: player.name };
  if (reason !== 'busy') return new ConductorError(reason, `${name} refused: ${message}`, about);
  if (holder === null) return new ConductorError('unreachable', `${name} refused: ${message}`, about);
  const held = `is held by run ${holder.runId} of ${holder.who}, since ${holder.since.toISOString()}`;
  return new ConductorError('busy', `${name} ${held}`, about);
}
