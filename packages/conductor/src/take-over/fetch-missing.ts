import type { TrialHistory } from '@conductor/results';
import { collect, isPulled } from '../course/collection.ts';
import { type Course, heldPlayers } from '../course/course.ts';
import { leaveWithResults } from '../course/leave-with-results.ts';
import type { PlayerState } from '../course/player-state.ts';
import { type Plot, until } from '../course/plot.ts';
import { isSameTrial } from '../course/same-trial.ts';
import type { EndedTrial } from './end-trial.ts';
import { settleTrial } from './settle-trial.ts';
import type { TakenRun } from './taken-run.ts';

/**
 * Fetches what is missing of every trial, from the players that keep results of the run, trial after trial, and writes down how those
 * ended that players had ended by themselves: their journals tell what became of Reset.
 */
export function* fetchMissing(course: Course, { history }: TakenRun, ended: readonly EndedTrial[]): Plot {
  for (const trial of history.trials) {
    const done = ended.find((one) => isSameTrial(one.trial, trial.trial))?.players;
    for (const player of course.players) player.reset = null;
    if (course.plan.settings.collector === 'own') yield* fetchTrial(course, trial, done ?? new Set());
    if (!trial.isOver && done === undefined) settleTrial(course, trial);
  }
}

function* fetchTrial(course: Course, { trial, players }: TrialHistory, done: ReadonlySet<string>): Plot {
  const wanted = heldPlayers(course).filter(
    ({ plan, keepsRun }) => keepsRun && !players.get(plan.name)?.isHome && !done.has(plan.name),
  );
  for (const player of wanted) {
    player.heard.delete('collection-ended');
    if (!isPulled(player, trial)) collect(course, trial, player);
  }
  yield* awaitProgress(course, wanted);
  for (const player of wanted.filter(isPulling)) {
    const text = `the results of its trial ${trial.trial} made no progress for ${course.plan.settings.leaseMs / 1000} s, and are not waited for`;
    course.effects.push({ kind: 'abandon-collection', player: player.plan.name });
    leaveWithResults(course, player, text);
  }
  yield* until(course, () => !wanted.some(isPulling), course.plan.timing.barrierMs);
}

/** Until all are here, or nothing came for a lease. */
function* awaitProgress(course: Course, players: readonly PlayerState[]): Plot {
  const isOver = () => !players.some(isPulling) || course.broken !== null || course.interruptions.length > 1;
  const lastMs = () => Math.max(...players.filter(isPulling).map(({ collection }) => collection.progressAtMs));
  const deadlineMs = () => lastMs() + course.plan.settings.leaseMs;
  while (!isOver() && course.nowMs < deadlineMs()) yield { isOver, deadlineMs };
}

function isPulling({ collection, presence }: PlayerState): boolean {
  return presence.kind === 'claimed' && (collection.state === 'asked' || collection.state === 'following');
}
