import type { Phase } from '@conductor/types';
import type { PlayerState } from './player-state.ts';

/** What a player that takes no part in a phase is not waited for. */
const PHASE_STAGES = ['phase-armed', 'phase-started', 'steps-done', 'phase-finished', 'results-acknowledged'] as const;

/** A player takes no part in a phase. */
export function declinePhase(player: PlayerState, phase: Phase): void {
  player.declined.add(phase);
  for (const stage of PHASE_STAGES) player.heard.add(`${stage} of ${phase}`);
}
