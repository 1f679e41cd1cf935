import type { TrialHistory } from '@conductor/results';
import type { ResetState } from '@conductor/types';
import { type Course, record } from '../course/course.ts';

/**
 * Writes down that a trial is over which the players themselves ended. What they wrote about their Resets stands, whether the
 * run directory had it already or it has just come home.
 */
export function settleTrial(course: Course, { trial, begun, players }: TrialHistory): void {
  const unheard: ResetState = begun.includes('startup') ? 'unconfirmed' : 'not-owed';
  for (const { plan, reset } of course.players) {
    const state = reset ?? players.get(plan.name)?.reset ?? unheard;
    record(course, { kind: 'reset-settled', player: plan.name, trial, state });
  }
  record(course, { kind: 'trial-ended', trial });
  course.effects.push({ kind: 'save-result' });
}
