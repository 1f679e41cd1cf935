import type { ControlCommand } from '@conductor/protocol';
import { CROWD } from '../crowd.ts';
import { hasHadTime } from './contact.ts';
import { type Course, isHeld, record, send } from './course.ts';
import { loseSilentPlayer } from './lose-player.ts';
import { formatPlayer, type Milestone, type PlayerState } from './player-state.ts';
import { type Plot, until } from './plot.ts';

/** How long a barrier is waited at in silence, in milliseconds; then it is said who is missing. */
const SILENT_MS = 3_000;
/** In a crowd each one more may need so much longer, in milliseconds: of a thousand that take their time, none is worth naming so soon. */
const SILENT_EACH_MS = 20;

/** Says one thing to all of these players, and waits until each has answered; see `hearAll`. */
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

/** Waits until all of these players have come to a milestone; says who is missing, and loses who stays so. `null` is no bound. */
export function* hearAll(
  course: Course,
  players: readonly PlayerState[],
  milestone: Milestone,
  boundMs: number | null,
): Plot {
  const allHeard = allHaveCome(players, milestone);
  const sinceMs = course.nowMs;
  const patienceMs = SILENT_MS + SILENT_EACH_MS * Math.max(0, players.length - CROWD);
  const silentMs = Math.min(patienceMs, boundMs ?? patienceMs);
  if (yield* until(course, allHeard, silentMs)) return;
  for (const { plan } of missing(players, milestone)) {
    record(course, { kind: 'player-awaited', player: plan.name, reason: milestone });
  }
  yield* hearInTime(course, players, milestone, boundMs === null ? null : { ms: boundMs, sinceMs: () => sinceMs });
}

/** How long a milestone may take, and since when; what counts is the time in which a player is in contact. */
export interface Bound {
  readonly ms: number;
  readonly sinceMs: () => number;
}

/**
 * Waits until all of these players have come to a milestone, or `isOff`. Who has had its time in contact and has not come
 * there is lost, once nobody else comes there either: while others do, it is only slow. Of one that is cut off, or does not answer,
 * its lease decides.
 */
export function* hearInTime(
  course: Course,
  players: readonly PlayerState[],
  milestone: Milestone,
  bound: Bound | null,
  isOff: () => boolean = () => false,
): Plot {
  const late = () => (bound === null ? [] : latecomers(course, players, milestone, bound));
  const haveCome = allHaveCome(players, milestone);
  const isOver = () => isOff() || haveCome();
  while (!isOver()) {
    // Heartbeats tell when somebody has had its time.
    yield { isOver: () => isOver() || late().length > 0, deadlineMs: () => null };
    if (bound !== null && !isOver()) giveUp(course, late(), milestone, bound.ms);
  }
}

/**
 * Tells, each time that it is asked, whether all of these players have come to a milestone, or are gone. Who has come there is
 * not looked at again: of very many players that would be most of the work.
 */
export function allHaveCome(players: readonly PlayerState[], milestone: Milestone): () => boolean {
  let here = 0;
  return () => {
    for (let next = players[here]; next && !isMissing(next, milestone); next = players[here]) here += 1;
    return here === players.length;
  };
}

/** When the last of these players came to a milestone; endlessly long ago where nobody has. */
export function lastCameMs(players: readonly PlayerState[], milestone: Milestone): number {
  return Math.max(...players.map(({ heard }) => heard.get(milestone) ?? Number.NEGATIVE_INFINITY));
}

/** The players that are ours and have not come to a milestone. */
export function missing(players: readonly PlayerState[], milestone: Milestone): PlayerState[] {
  return players.filter((player) => isMissing(player, milestone));
}

function isMissing(player: PlayerState, milestone: Milestone): boolean {
  return isHeld(player) && !player.heard.has(milestone);
}

/** Very many players load one after the other on a busy machine: as long as one does, the others wait for their turn. */
function latecomers(
  { nowMs, plan }: Course,
  players: readonly PlayerState[],
  milestone: Milestone,
  { ms, sinceMs: since }: Bound,
): PlayerState[] {
  const sinceMs = since();
  if (nowMs < sinceMs + ms) return [];
  const cameMs = lastCameMs(players, milestone);
  const { barrierMs } = plan.timing;
  return missing(players, milestone).filter(
    (player) => hasHadTime(player, sinceMs, ms) && hasHadTime(player, cameMs, barrierMs),
  );
}

/** Names who is missing at a milestone, and gives them up. */
function giveUp(course: Course, late: readonly PlayerState[], milestone: Milestone, boundMs: number): void {
  const names = late.map(({ plan }) => formatPlayer(plan)).join(', ');
  const within = `within ${boundMs / 1000} s`;
  record(course, { kind: 'problem', text: `waiting for ${milestone} from: ${names}; nothing came ${within}` });
  for (const player of late) loseSilentPlayer(course, player, `it did not say ${milestone} ${within}`);
}
