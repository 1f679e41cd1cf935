import type { ResetState } from '@conductor/types';
import { type Course, dial } from './course.ts';
import type { PlayerState } from './player-state.ts';

/** Between two looks at a lost player, in milliseconds. */
const LOOK_AGAIN_MS = 1_000;

/** Greets a lost player, when it is time, to hear what became of its Reset; claims nothing. */
export function lookAtLost(course: Course, player: PlayerState): void {
  if (player.lookAtMs === null || course.nowMs < player.lookAtMs) return;
  player.lookAtMs = null;
  dial(course, player);
}

/** A lost player let us in, and told what became of its Reset; `null` while it is owed, or not known to it. */
export function noteLook(course: Course, player: PlayerState, reset: ResetState | null): void {
  player.reset ??= reset;
  course.effects.push({ kind: 'hang-up', player: player.plan.name });
  noteVainLook(course, player);
}

/** Nothing came of a look, or not enough. */
export function noteVainLook(course: Course, player: PlayerState): void {
  player.lookAtMs = course.nowMs + LOOK_AGAIN_MS;
}
