import { positionAt } from '../clock/measured-clock.ts';
import { toMs } from '../clock/nanoseconds.ts';
import type { Course } from './course.ts';
import type { PlayerState } from './player-state.ts';
import type { StartOrder } from './start-order.ts';

/** Before any order was seen to come: what writing and reading one takes, and so many for each player, in milliseconds. */
const FIRST_MS = 4;
const FIRST_EACH_MS = 0.2;
/** Bounds of what is learned, in milliseconds. */
const LEAST_MS = 2;
const MOST_MS = 500;
/** How much longer than the slowest order the next one is given. */
const CAUTION = 1.5;
/** What is forgotten after each phase of what orders took before. */
const FORGOTTEN = 0.25;

/** What orders are given besides the round trips of the slowest link. */
export function startMarginMs({ startMarginMs: learned }: Course, players: number): number {
  return learned ?? FIRST_MS + FIRST_EACH_MS * players;
}

/** Learns from how long the slowest order took to come: at once when that was long, by and by when it was not. */
export function learnMargin(
  course: Course,
  players: readonly PlayerState[],
  { decidedNs, instantNs }: StartOrder,
): void {
  if (instantNs === null) return;
  const tookMs = players.flatMap(({ clock, started }) =>
    clock && started ? [toMs(started.orderedNs - positionAt(clock, decidedNs).offsetNs - decidedNs)] : [],
  );
  if (tookMs.length === 0) return;
  const before = startMarginMs(course, players.length);
  const roomMs = toMs(instantNs - decidedNs) - before;
  const wantedMs = CAUTION * Math.max(...tookMs) - roomMs;
  const nextMs = wantedMs > before ? wantedMs : before - FORGOTTEN * (before - wantedMs);
  course.startMarginMs = Math.min(MOST_MS, Math.max(LEAST_MS, nextMs));
}
