import type { PlayerClock } from '@conductor/types';
import { type ClockPosition, driftOf, type MeasuredClock } from '../clock/measured-clock.ts';
import { toMs, toNs } from '../clock/nanoseconds.ts';
import type { Course } from './course.ts';
import type { PlayerState } from './player-state.ts';

/** A player's clock as it is written down. */
export function clockOf(
  course: Course,
  { roundTripMs }: PlayerState,
  clock: MeasuredClock,
  position: ClockPosition,
): PlayerClock {
  const drift = driftOf(clock);
  return {
    offsetMs: toMs(position.offsetNs),
    uncertaintyMs: toMs(position.uncertaintyNs),
    driftPpm: drift === null ? null : Number(drift.toFixed(2)),
    roundTripMs,
    epochNs: String(epochOf(course) - position.offsetNs),
  };
}

/** Added to our monotonic clock gives nanoseconds since 1970: by one reading of both clocks, so that nobody who sets one matters. */
export function epochOf({ plan }: Course): bigint {
  return toNs(plan.began.wallMs) - plan.began.monotonicNs;
}
