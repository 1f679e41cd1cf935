import { type Course, heldPlayers, record } from './course/course.ts';
import { formatPlayer, goneError, type PlayerState } from './course/player-state.ts';
import { type Plot, until } from './course/plot.ts';
import { releasePlayers } from './release-all.ts';

/** Between two attempts to have players that are held: first, and at last, in milliseconds. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;
/** How often it is said again who is waited for. */
const TELL_AGAIN_MS = 60_000;

/** How much longer held players are waited for. */
export interface Patience {
  readonly endMs: number;
  pauseMs: number;
  /** When it was last said that a player is waited for, by its name. */
  readonly toldMs: Map<string, number>;
}

/** The patience of a run that has claimed nobody yet. */
export function beginPatience(course: Course): Patience {
  return { endMs: course.nowMs + course.plan.timing.waitFreeMs, pauseMs: FIRST_PAUSE_MS, toldMs: new Map() };
}

/**
 * When players are held by other runs, or are ending, and may be waited for: gives back those that are ours, since others may need them
 * meanwhile, and waits a while. Tells whether to try again.
 */
export function* waitFree(course: Course, patience: Patience): Plot<boolean> {
  const busy = course.players.filter(isWorthWaiting);
  const isHopeless = course.players.some((player) => goneError(player) !== null && !isWorthWaiting(player));
  if (busy.length === 0 || isHopeless || course.nowMs >= patience.endMs) return false;
  for (const player of busy) tell(course, patience, player);
  yield* releasePlayers(course, heldPlayers(course));
  for (const { plan } of course.players) course.effects.push({ kind: 'hang-up', player: plan.name });
  const pauseMs = Math.min(patience.pauseMs, Math.max(0, patience.endMs - course.nowMs));
  const isCalledOff = () => course.interruptions.length > 0 || course.broken !== null;
  if (yield* until(course, isCalledOff, pauseMs)) return false;
  patience.pauseMs = Math.min(patience.pauseMs + FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  for (const player of course.players) player.presence = { kind: 'awaited', redialAtMs: 0, error: null };
  return true;
}

/** Once, and again each minute. */
function tell(course: Course, { toldMs }: Patience, player: PlayerState): void {
  const { name } = player.plan;
  if (course.nowMs - (toldMs.get(name) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return;
  toldMs.set(name, course.nowMs);
  const reason = goneError(player)?.message ?? formatPlayer(player.plan);
  record(course, { kind: 'player-awaited', player: name, reason });
}

/** Held by another run, or ending: whoever watches over a player starts it again. */
function isWorthWaiting({ presence }: PlayerState): boolean {
  return presence.kind === 'refused' && (presence.error.code === 'busy' || presence.error.code === 'unreachable');
}
