import type { StartInstant } from '@conductor/protocol';
import type { Phase } from '@conductor/types';
import { positionAt } from '../clock/measured-clock.ts';
import { toNs } from '../clock/nanoseconds.ts';
import { type Course, nowNs } from './course.ts';
import type { PlayerState } from './player-state.ts';
import { startMarginMs } from './start-margin.ts';
import type { StartOrder } from './start-order.ts';

/** A link that is slower than this is not waited for: one player does not make all others wait for ever. */
const LONGEST_ROUND_TRIP_MS = 2_000;
/** Half of one is what an order takes; the rest is for what holds it up on the way, which grows with the way. */
const ROUND_TRIPS = 1.5;
const MOST_NS = 2n ** 63n;

/**
 * The instant is as early as the slowest link allows: one and a half of its round trips, and what orders were seen to take besides. Only
 * Run is rather not started than late, and only where somebody said how late that is: what Startup, Collect and Reset do is
 * owed, or can wait.
 */
export function orderStart(course: Course, players: readonly PlayerState[], phase: Phase): StartOrder {
  const { start, maxSkewMs } = course.plan.settings;
  const decidedNs = nowNs(course);
  if (start === 'immediate') return { decidedNs, instantNs: null, toleranceNs: null };
  const roundTripMs = Math.min(LONGEST_ROUND_TRIP_MS, Math.max(...players.map((player) => player.roundTripMs)));
  const leadMs = ROUND_TRIPS * roundTripMs + startMarginMs(course, players.length);
  const toleranceNs = phase === 'run' && maxSkewMs !== null ? toNs(maxSkewMs) : null;
  return { decidedNs, instantNs: decidedNs + toNs(Math.max(0, leadMs)), toleranceNs };
}

/** The order as one player gets it, on its own clock. A player whose clock nobody could read starts when it is told to. */
export function instantFor(course: Course, player: PlayerState, order: StartOrder): StartInstant | null {
  const { instantNs, toleranceNs } = order;
  if (instantNs === null || player.clock === null) return null;
  const startNs = instantNs + positionAt(player.clock, instantNs).offsetNs;
  if (startNs < 0n || startNs > MOST_NS) return null;
  const latestNs = toleranceNs === null ? null : startNs + toleranceNs;
  return { startNs, latestNs, maySpin: hasProcessor(course, player) };
}

/** Players of one host that look at their clocks at the same time are in each other's way, when they are more than its processors. */
function hasProcessor({ players }: Course, { facts }: PlayerState): boolean {
  if (facts === null) return false;
  return players.filter((other) => other.facts?.bootId === facts.bootId).length <= facts.cpuCount;
}
