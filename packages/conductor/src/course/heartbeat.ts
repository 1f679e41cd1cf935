import { type Course, isOurs, send } from './course.ts';
import { UNANSWERED_HEARTBEATS } from './course-plan.ts';
import { cutSilentLink } from './link.ts';
import type { PlayerState } from './player-state.ts';

/**
 * Sends the heartbeats that are due, and makes the connection anew to players that left too many unanswered. Heartbeats are
 * counted, not seconds of silence: a conductor that was itself stopped for a minute asks again before it judges.
 */
export function beat(course: Course): void {
  if (course.nowMs < course.quietUntilMs) return;
  for (const player of connectedPlayers(course)) {
    const { dueAtMs, unanswered, askedAtMs } = player.heartbeat;
    if (course.nowMs < dueAtMs) continue;
    const { heartbeatMs } = course.plan.timing;
    if (unanswered >= UNANSWERED_HEARTBEATS) {
      cutSilentLink(course, player, `it answered no heartbeat for ${(unanswered * heartbeatMs) / 1000} s`);
      continue;
    }
    ask(course, player);
    player.heartbeat = {
      ...player.heartbeat,
      dueAtMs: course.nowMs + heartbeatMs,
      unanswered: unanswered + 1,
      askedAtMs: unanswered === 0 ? course.nowMs : askedAtMs,
    };
  }
  course.quietUntilMs = earliestMs(course);
}

/** Asks a player, also out of turn, how it is; what it has still to hand over comes with the answer. */
export function ask(course: Course, player: PlayerState): void {
  const sequence = player.heartbeat.sequence + 1;
  player.heartbeat = { ...player.heartbeat, sequence };
  send(course, player, { kind: 'heartbeat', sequence, heardCount: player.talk.heardCount });
}

/** When the next heartbeat may be due; endless when no player is there to be asked. */
export function nextBeatMs({ quietUntilMs }: Course): number {
  return quietUntilMs;
}

function earliestMs(course: Course): number {
  return Math.min(...connectedPlayers(course).map(({ heartbeat }) => heartbeat.dueAtMs));
}

/** Who is being given back is not asked: a heartbeat could reach a player that is free, or somebody else's. */
function connectedPlayers(course: Course): PlayerState[] {
  return course.players.filter((player) => isOurs(player) && !isReleasing(player) && player.link.kind === 'up');
}

function isReleasing({ presence }: PlayerState): boolean {
  return presence.kind === 'releasing';
}
