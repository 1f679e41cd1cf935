import type { Phase, ResetState } from '@conductor/types';
import { type Course, isLost, type TrialState } from './course.ts';
import type { PlayerState } from './player-state.ts';
import { mustStop, obstacleOf } from './stop.ts';

/** Whether a phase was asked for (`-p`). */
export function isAsked(course: Course, phase: Phase): boolean {
  return course.plan.phases.includes(phase);
}

/** Whether what exists is to be collected: also after a failure and a first Ctrl-C, unless nothing was begun. */
export function isCollectDue(course: Course, trial: TrialState): boolean {
  return isAsked(course, 'collect') && !mustStop(course, 'collect') && isWorthwhile(course, trial);
}

/** Whether Reset is to be run: when it was asked for, and whenever it is owed and may not be waived. */
export function isResetDue(course: Course, trial: TrialState): boolean {
  if (isAsked(course, 'reset')) return isWorthwhile(course, trial);
  return trial.begun.has('startup') && !mayWaive(course);
}

/** Whether the user's `-p` without `reset` stands: a lost player, Ctrl-C or our own failure pays the debt anyhow. */
export function mayWaive(course: Course): boolean {
  const isDisturbed = course.interruptions.length > 0 || course.players.some(isLost) || course.broken !== null;
  const isOrderly = !isDisturbed && course.trial?.isTakenOver !== true;
  return isOrderly && !isAsked(course, 'reset');
}

/** What became of a player's Reset, as far as the conductor can tell. */
export function resetState(trial: TrialState, player: PlayerState): ResetState {
  return player.reset ?? (trial.begun.has('startup') ? 'unconfirmed' : 'not-owed');
}

function isWorthwhile(course: Course, trial: TrialState): boolean {
  return trial.begun.size > 0 || obstacleOf(course) === null;
}
