import { type Course, heldPlayers, send } from './course.ts';
import { UNANSWERED_HEARTBEATS } from './course-plan.ts';
import { loseSilentPlayer } from './lose-player.ts';
import type { PlayerState } from './player-state.ts';

/**
 * Sends the heartbeats that are due, and gives up players that left too many unanswered. Heartbeats are counted, not
 * seconds of silence: a conductor that was itself stopped for a minute asks again before it judges.
 */
export function beat(course: Course): void {
  for (const player of heldPlayers(course)) {
    const { sequence, dueAtMs, unanswered } = player.heartbeat;
    if (course.nowMs < dueAtMs) continue;
    const { heartbeatMs } = course.plan.timing;
    if (unanswered >= UNANSWERED_HEARTBEATS) {
      loseSilentPlayer(course, player, `it answered no heartbeat for ${(unanswered * heartbeatMs) / 1000} s`);
      continue;
    }
    player.heartbeat = { sequence: sequence + 1, dueAtMs: course.nowMs + heartbeatMs, unanswered: unanswered + 1 };
    send(course, player, { kind: 'heartbeat', sequence: sequence + 1, heardCount: 0 });
  }
}

/** Asks a player out of turn how it is; what it has still to hand over comes with the answer. */
export function ask(course: Course, player: PlayerState): void {
  const sequence = player.heartbeat.sequence + 1;
  player.heartbeat = { ...player.heartbeat, sequence };
  send(course, player, { kind: 'heartbeat', sequence, heardCount: 0 });
}

/** When the next heartbeat is due; `null` when no player is held. */
export function nextBeatMs(course: Course): number | null {
  const due = heldPlayers(course).map(({ heartbeat }) => heartbeat.dueAtMs);
  return due.length === 0 ? null : Math.min(...due);
}
