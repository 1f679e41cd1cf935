import { type Course, isHeld, record } from './course.ts';
import type { PlayerState } from './player-state.ts';

/** A player whose results could not be fetched is left without a release, so that it keeps them. */
export function leaveWithResults(course: Course, player: PlayerState, reason: string): void {
  if (isHeld(player)) player.presence = { kind: 'left' };
  record(course, { kind: 'problem', text: `${reason}; the player keeps them`, player: player.plan.name });
}
