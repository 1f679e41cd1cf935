import type { ClockSample } from '@conductor/protocol';
import { measure } from '../clock/measured-clock.ts';
import { toMs } from '../clock/nanoseconds.ts';
import { type WallReading, wallStepMs } from '../clock/wall-step.ts';
import { type Course, record } from './course.ts';
import type { PlayerState } from './player-state.ts';

/** Takes readings of a player's clocks into what is known of them. A wall clock that was set is told, and changes nothing. */
export function noteClock(course: Course, player: PlayerState, samples: readonly ClockSample[]): void {
  for (const sample of samples) {
    player.clock = measure(player.clock, sample);
    const { playerNs, playerWallMs, heardNs, heardWallMs } = sample;
    player.wall = noteWall(course, player.plan.name, player.wall, { monotonicNs: playerNs, wallMs: playerWallMs });
    course.wall = noteWall(course, null, course.wall, { monotonicNs: heardNs, wallMs: heardWallMs });
  }
  player.roundTripMs = Math.min(...samples.map(({ sentNs, heardNs }) => toMs(heardNs - sentNs)));
}

function noteWall(course: Course, player: string | null, before: WallReading | null, after: WallReading): WallReading {
  // Readings of several players can come out of order.
  if (before && after.monotonicNs <= before.monotonicNs) return before;
  const stepMs = before && wallStepMs(before, after);
  if (stepMs !== null) record(course, { kind: 'clock-stepped', player, stepMs });
  return after;
}
