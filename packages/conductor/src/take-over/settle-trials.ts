import type { TrialHistory } from '@conductor/results';
import type { ResetState } from '@conductor/types';
import { type Course, record } from '../course/course.ts';
import type { EndedTrial } from './end-trial.ts';
import { isSameTrial } from './same-trial.ts';
import type { TakenRun } from './taken-run.ts';

/** Writes down that trials are over which were ended by the players themselves. What they wrote about their Resets stands. */
export function settleTrials(course: Course, { history }: TakenRun, ended: readonly EndedTrial[]): void {
  for (const one of history.trials) {
    const isSettled = one.isOver || ended.some(({ trial }) => isSameTrial(trial, one.trial));
    if (!isSettled) settleTrial(course, one);
  }
}

function settleTrial(course: Course, history: TrialHistory): void {
  const { trial, begun, players } = history;
  const unheard: ResetState = begun.includes('startup') ? 'unconfirmed' : 'not-owed';
  for (const { plan } of course.players) {
    const state = players.get(plan.name)?.reset ?? unheard;
    record(course, { kind: 'reset-settled', player: plan.name, trial, state });
  }
  record(course, { kind: 'trial-ended', trial });
  course.effects.push({ kind: 'save-result' });
}
