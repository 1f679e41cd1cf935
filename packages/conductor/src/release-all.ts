import { type Course, heldPlayers, send } from './course/course.ts';
import { loseSilentPlayer } from './course/lose-player.ts';
import type { PlayerState } from './course/player-state.ts';
import { type Plot, untilStill } from './course/plot.ts';

/**
 * Gives every player back. When we cannot go on ourselves, players are left without a release instead: they keep their
 * spools, and their Resets are paid.
 */
export function* releaseAll(course: Course): Plot {
  if (!course.broken) yield* releasePlayers(course, heldPlayers(course));
  for (const { plan } of course.players) course.effects.push({ kind: 'hang-up', player: plan.name });
}

/** Gives these players back, and waits until they have said so. */
export function* releasePlayers(course: Course, players: readonly PlayerState[]): Plot {
  const { barrierMs } = course.plan.timing;
  for (const player of players) {
    // From here on it is not ours any more: a heartbeat now would reach a player that is free, or somebody else's.
    player.presence = { kind: 'releasing' };
    send(course, player, { kind: 'release-player' });
  }
  yield* untilStill(
    course,
    () => !players.some(isReleasing),
    () => lastReleasedMs(players),
    barrierMs,
  );
  for (const player of players.filter(isReleasing)) {
    loseSilentPlayer(course, player, `it did not say player-released within ${barrierMs / 1000} s`);
  }
}

function lastReleasedMs(players: readonly PlayerState[]): number {
  return Math.max(0, ...players.filter((player) => !isReleasing(player)).map(({ heartbeat }) => heartbeat.heardAtMs));
}

function isReleasing({ presence }: PlayerState): boolean {
  return presence.kind === 'releasing';
}
