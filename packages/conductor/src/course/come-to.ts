import type { Course } from './course.ts';
import type { Milestone, PlayerState } from './player-state.ts';

/** A player has come to a milestone; when it was there first is what counts. */
export function comeTo({ nowMs }: Course, { heard }: PlayerState, milestone: Milestone): void {
  if (!heard.has(milestone)) heard.set(milestone, nowMs);
}
