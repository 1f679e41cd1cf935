import type { Course } from './course.ts';
import { SILENT_HEARTBEATS } from './course-plan.ts';
import type { PlayerState } from './player-state.ts';

/**
 * Whether a player has had so much time since an instant, in contact: of one that is cut off, or does not answer, the lease
 * decides and no other limit. What counts is its last answer: until that comes, nobody knows whether it hears us.
 */
export function hasHadTime({ heartbeat }: PlayerState, sinceMs: number, boundMs: number): boolean {
  return heartbeat.answeredAtMs >= Math.max(sinceMs, heartbeat.contactSinceMs) + boundMs;
}

/** A player has said something. */
export function noteSign(course: Course, player: PlayerState): void {
  player.heartbeat = { ...player.heartbeat, heardAtMs: course.nowMs };
}

/**
 * A player has answered: it hears us. What it says of its own accord does not tell that. Who had left heartbeats unanswered is
 * in contact from here on.
 */
export function noteAnswer(course: Course, player: PlayerState): void {
  const { heartbeat } = player;
  const isBack = heartbeat.unanswered >= SILENT_HEARTBEATS;
  const contactSinceMs = isBack ? course.nowMs : heartbeat.contactSinceMs;
  player.heartbeat = { ...heartbeat, unanswered: 0, answeredAtMs: course.nowMs, contactSinceMs };
}
