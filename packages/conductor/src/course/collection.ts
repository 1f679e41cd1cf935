import { ConductorError } from '@conductor/types';
import { missing } from './barrier.ts';
import type { Course, TrialState } from './course.ts';
import { noteBreakage } from './note-breakage.ts';
import { formatPlayer, type Milestone, type PlayerState } from './player-state.ts';
import { type Plot, until } from './plot.ts';

/** Wants the results of a player's trial pulled. */
export function collect(course: Course, trial: TrialState, player: PlayerState): void {
  player.collection = { ...player.collection, state: 'asked' };
  course.effects.push({ kind: 'collect-trial', player: player.plan.name, trial: trial.ref });
}

/**
 * Waits until what the players produced so far is on our disk. When a player that lives gets rid of nothing for a whole
 * lease, our disk is full or hangs: we cannot go on, but Reset can.
 */
export function* holdAll(course: Course, players: readonly PlayerState[], milestone: Milestone): Plot {
  const sinceMs = course.nowMs;
  const waiting = () => (course.broken ? [] : missing(players, milestone));
  const stalledAtMs = ({ collection }: PlayerState) =>
    Math.max(sinceMs, collection.progressAtMs) + course.plan.settings.leaseMs;
  const isOver = () => waiting().length === 0;
  while (!isOver()) {
    yield { isOver, deadlineMs: () => Math.min(...waiting().map(stalledAtMs)) };
    const stalled = waiting().find((player) => course.nowMs >= stalledAtMs(player));
    if (stalled) noteBreakage(course, stallError(course, stalled));
  }
}

/** Ends the pulling that still goes on: of lost players, and of all when we cannot go on. What came is kept. */
export function* endCollections(course: Course): Plot {
  const pulling = () =>
    course.players.filter(({ collection: { state } }) => state === 'asked' || state === 'following');
  for (const { plan } of pulling()) course.effects.push({ kind: 'abandon-collection', player: plan.name });
  yield* until(course, () => pulling().length === 0, course.plan.timing.barrierMs);
}

function stallError({ plan }: Course, { plan: player, collection }: PlayerState): ConductorError {
  const progress = `made no progress for ${plan.settings.leaseMs / 1000} s (${collection.pendingBytes} bytes are pending)`;
  const text = `the results of ${formatPlayer(player)} ${progress}; is the disk of the results directory full?`;
  return new ConductorError('storage', text, { player: player.name });
}
