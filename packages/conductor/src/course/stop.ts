import { endingMs, type Phase } from '@conductor/types';
import { askAll } from './barrier.ts';
import { type Course, heldPlayers, isLost, type TrialState } from './course.ts';
import type { Plot } from './plot.ts';

/** Why no further step of Startup and Run may begin, as a sentence for people; `null` while all is well. */
export function obstacleOf(course: Course): string | null {
  if (course.broken) return `the conductor cannot go on: ${course.broken.message}`;
  const [signal] = course.interruptions;
  if (signal !== undefined) return `interrupted by ${signal}`;
  const lost = course.players.find(isLost);
  if (lost) return `player ${lost.plan.name} was lost`;
  return course.trial?.obstacle ?? null;
}

/** Whether a phase may not go on: Collect only yields to a second Ctrl-C or a full disk, Reset to nothing. */
export function mustStop(course: Course, phase: Phase): boolean {
  switch (phase) {
    case 'startup':
    case 'run':
      return obstacleOf(course) !== null;
    case 'collect':
      return course.interruptions.length >= 2 || course.broken !== null;
    case 'reset':
      return false;
    default:
      return phase satisfies never;
  }
}

/** Tells all players to begin no further step before Reset, and waits until none can. */
export function* stopAll(course: Course, trial: TrialState): Plot {
  const players = heldPlayers(course);
  for (const player of players) player.heard.delete('trial-stopped');
  const reason = obstacleOf(course) ?? 'the conductor stopped the trial';
  const boundMs = endingMs(course.plan.settings) + course.plan.timing.barrierMs;
  trial.stopped = true;
  yield* askAll(course, players, { kind: 'stop-trial', reason }, 'trial-stopped', boundMs);
}
