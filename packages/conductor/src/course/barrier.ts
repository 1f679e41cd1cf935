import type { ControlCommand } from '@conductor/protocol';
import { type Course, isHeld, record, send } from './course.ts';
import { loseSilentPlayer } from './lose-player.ts';
import { formatPlayer, type Milestone, type PlayerState } from './player-state.ts';
import { type Plot, until } from './plot.ts';

/** How long a barrier is waited at in silence, in milliseconds; then it is said who is missing. */
const SILENT_MS = 3_000;

/** Says one thing to all of these players, and waits until each has answered. Who does not within the bound is lost; `null` is no bound. */
export function* askAll(
  course: Course,
  players: readonly PlayerState[],
  command: ControlCommand,
  milestone: Milestone,
  boundMs: number | null,
): Plot {
  for (const player of players) send(course, player, command);
  yield* hearAll(course, players, milestone, boundMs);
}

/** Waits until all of these players have come to a milestone. Who has not within the bound is lost. */
export function* hearAll(
  course: Course,
  players: readonly PlayerState[],
  milestone: Milestone,
  boundMs: number | null,
): Plot {
  const allHeard = () => missing(players, milestone).length === 0;
  const silentMs = Math.min(SILENT_MS, boundMs ?? SILENT_MS);
  if (yield* until(course, allHeard, silentMs)) return;
  for (const { plan } of missing(players, milestone)) {
    record(course, { kind: 'player-awaited', player: plan.name, reason: milestone });
  }
  const inTime = yield* until(course, allHeard, boundMs === null ? null : boundMs - silentMs);
  if (boundMs !== null && !inTime) giveUpMissing(course, players, milestone, boundMs);
}

/** The players that are ours and have not come to a milestone. */
export function missing(players: readonly PlayerState[], milestone: Milestone): PlayerState[] {
  return players.filter((player) => isHeld(player) && !player.heard.has(milestone));
}

/** Names who is missing at a milestone, and gives them up. */
export function giveUpMissing(
  course: Course,
  players: readonly PlayerState[],
  milestone: Milestone,
  boundMs: number,
): void {
  const late = missing(players, milestone);
  const names = late.map(({ plan }) => formatPlayer(plan)).join(', ');
  const within = `within ${boundMs / 1000} s`;
  record(course, { kind: 'problem', text: `waiting for ${milestone} from: ${names}; nothing came ${within}` });
  for (const player of late) loseSilentPlayer(course, player, `it did not say ${milestone} ${within}`);
}
