import type { Phase } from '@conductor/types';
import { comeTo } from './come-to.ts';
import type { Course } from './course.ts';
import type { PlayerState } from './player-state.ts';

/** What a player that takes no part in a phase is not waited for. */
const PHASE_STAGES = ['phase-armed', 'phase-started', 'steps-done', 'phase-finished', 'results-acknowledged'] as const;

/** A player takes no part in a phase. */
export function declinePhase(course: Course, player: PlayerState, phase: Phase): void {
  player.declined.add(phase);
  for (const stage of PHASE_STAGES) comeTo(course, player, `${stage} of ${phase}`);
}
