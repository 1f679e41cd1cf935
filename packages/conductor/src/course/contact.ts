import type { Course } from './course.ts';
import { SILENT_HEARTBEATS } from './course-plan.ts';
import type { PlayerState } from './player-state.ts';

/**
 * Whether a player has had so much time since an instant, in contact: of one that is cut off, or does not answer, the lease
 * decides and no other limit. What counts is its last answer: until that comes, nobody knows whether it hears us. One that stood
 * still gets the time anew, but never more than twice as much in all, however often it stood still.
 */
export function hasHadTime({ heartbeat }: PlayerState, sinceMs: number, boundMs: number): boolean {
  const stoodStillMs = Math.min(heartbeat.stoodStillMs, sinceMs + boundMs);
  return heartbeat.answeredAtMs >= Math.max(sinceMs, heartbeat.contactSinceMs, stoodStillMs) + boundMs;
}

/** A player has said something. */
export function noteSign(course: Course, player: PlayerState): void {
  player.heartbeat = { ...player.heartbeat, heardAtMs: course.nowMs };
}

/**
 * A player has answered: it hears us. What it says of its own accord does not tell that. Who had left heartbeats unanswered is
 * in contact from here on. One that stood still for a while, as very many players in one process can, had no time meanwhile for what it was
 * asked: it gets that from here on. One that always answers slowly does not.
 */
export function noteAnswer(course: Course, player: PlayerState): void {
  const { heartbeat } = player;
  const { unanswered, askedAtMs } = heartbeat;
  const isSlow = unanswered > 0 && course.nowMs - askedAtMs > course.plan.timing.heartbeatMs / 2;
  const contactSinceMs = unanswered >= SILENT_HEARTBEATS ? course.nowMs : heartbeat.contactSinceMs;
  const stoodStillMs = isSlow && !heartbeat.isSlow ? course.nowMs : heartbeat.stoodStillMs;
  player.heartbeat = { ...heartbeat, unanswered: 0, isSlow, answeredAtMs: course.nowMs, contactSinceMs, stoodStillMs };
}
