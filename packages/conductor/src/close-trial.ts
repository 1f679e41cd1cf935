import { endingMs } from '@conductor/types';
import { awaitLost } from './course/await-lost.ts';
import { askAll } from './course/barrier.ts';
import { looksMs, stepsMs } from './course/bounds.ts';
import { endCollections, holdAll } from './course/collection.ts';
import { type Course, heldPlayers, record, type TrialState } from './course/course.ts';
import { mayWaive, resetState } from './course/debt.ts';
import type { Plot } from './course/plot.ts';

/** The end of a trial: every player ends what is still alive and pays what it still owes; the last results come home. */
export function* closeTrial(course: Course, trial: TrialState): Plot {
  const close = { kind: 'close-trial', waiveReset: mayWaive(course) } as const;
  yield* askAll(course, heldPlayers(course), close, 'trial-closed', closingMs(course));
  yield* holdAll(course, heldPlayers(course), 'collection-ended');
  yield* awaitLost(course, trial);
  yield* endCollections(course);
  settle(course, trial);
  course.trial = null;
}

/** Writes down what became of every Reset, and that the trial is over. */
export function settle(course: Course, trial: TrialState): void {
  for (const player of course.players) {
    const state = resetState(trial, player);
    record(course, { kind: 'reset-settled', player: player.plan.name, trial: trial.ref, state });
  }
  record(course, { kind: 'trial-ended', trial: trial.ref });
  course.effects.push({ kind: 'save-result' });
}

/** A player that still owes its Reset pays it now, and its steps may take their time. */
function closingMs({ plan, players }: Course): number | null {
  const plans = players.map((player) => player.plan);
  const resetMs = stepsMs(plans, 'reset', plan.settings);
  return resetMs === null ? null : endingMs(plan.settings) + resetMs + looksMs(plan.settings) + plan.timing.barrierMs;
}
