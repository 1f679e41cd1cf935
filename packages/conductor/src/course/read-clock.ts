import type { Course } from './course.ts';
import type { PlayerState } from './player-state.ts';

/** One after the other without a pause: whoever pauses measures how long a processor takes to wake up. */
export const GREETING_EXCHANGES = 16;
/** Before a phase; most often the first is good enough. */
export const PHASE_EXCHANGES = 4;

/** An exchange that took little longer than the shortest ever tells as much. */
const ENOUGH_PERCENT = 125n;

/** Wants a player's clocks read; beyond the first reading, until an exchange is about as short as the shortest so far. */
export function readClock(course: Course, { plan, clock }: PlayerState, most: number): void {
  const enoughNs = clock === null ? 0n : (clock.shortestNs * ENOUGH_PERCENT) / 100n;
  course.effects.push({ kind: 'read-clock', player: plan.name, most, enoughNs });
}
