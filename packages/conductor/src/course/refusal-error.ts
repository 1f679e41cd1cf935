import type { Refusal } from '@conductor/protocol';
import { ConductorError, type PlayerPlan } from '@conductor/types';
import { formatPlayer } from './player-state.ts';

/** A player's refusal as the error that ends the run: who refused, why, and for `busy` who holds it since when. */
export function refusalError(player: PlayerPlan, { reason, message, holder }: Refusal): ConductorError {
  const isBusy = holder !== null && reason === 'busy';
  const text = isBusy
    ? `${formatPlayer(player)} is held by run ${holder.runId} of ${holder.who}, since ${holder.since.toISOString()}`
    : `${formatPlayer(player)} refused: ${message}`;
  return new ConductorError(reason, text, { player: player.name });
}
