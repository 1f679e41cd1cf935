import { ConductorError, type TrialRef } from '@conductor/types';
import { allHaveCome, lastCameMs, missing } from './barrier.ts';
import { hasHadTime } from './contact.ts';
import { type Course, record } from './course.ts';
import { ask } from './heartbeat.ts';
import { noteBreakage } from './note-breakage.ts';
import { formatPlayer, idleCollection, type Milestone, type PlayerState } from './player-state.ts';
import { type Plot, until } from './plot.ts';
import { isSameTrial } from './same-trial.ts';

/** Wants the results of a player's trial pulled. */
export function collect(course: Course, trial: TrialRef, player: PlayerState): void {
  player.collection = { ...idleCollection(course.nowMs), trial, state: 'asked' };
  course.effects.push({ kind: 'collect-trial', player: player.plan.name, trial });
}

/** Whether the results of a player's trial are being pulled. */
export function isPulled({ collection }: PlayerState, trial: TrialRef): boolean {
  const { state } = collection;
  return (
    (state === 'asked' || state === 'following') && collection.trial !== null && isSameTrial(collection.trial, trial)
  );
}

/** An external collector is told of when so long nothing was heard of it, in milliseconds. */
const SILENT_MS = 3_000;
/** Between two questions how much an external collector still has to fetch, in milliseconds. */
const ASK_MS = 250;

/**
 * Waits until what the players produced so far is on our disk, or with an external collector. When players that live get
 * rid of nothing for a whole lease, the disk is full or hangs, or nobody collects: we cannot go on, but Reset can.
 */
export function* holdAll(course: Course, players: readonly PlayerState[], milestone: Milestone): Plot {
  const sinceMs = course.nowMs;
  const waiting = () => (course.broken ? [] : missing(players, milestone));
  const { leaseMs } = course.plan.settings;
  // Of a player that is cut off, nothing can come: that is no fault of our disk.
  const stalled = () => {
    if (course.nowMs < sinceMs + leaseMs) return undefined;
    const progressMs = Math.max(
      sinceMs,
      lastCameMs(players, milestone),
      ...waiting().map(({ collection }) => collection.progressAtMs),
    );
    return waiting().find((player) => hasHadTime(player, progressMs, leaseMs));
  };
  const haveCome = allHaveCome(players, milestone);
  const isOver = () => course.broken !== null || haveCome();
  const isElsewhere = course.plan.settings.collector === 'external';
  let askAtMs = isElsewhere ? course.nowMs : Number.POSITIVE_INFINITY;
  let tellAtMs = isElsewhere ? course.nowMs + SILENT_MS : Number.POSITIVE_INFINITY;
  while (!isOver()) {
    yield { isOver: () => isOver() || stalled() !== undefined, deadlineMs: () => Math.min(askAtMs, tellAtMs) };
    if (course.nowMs >= askAtMs) {
      for (const player of waiting()) ask(course, player);
      askAtMs = course.nowMs + ASK_MS;
    }
    if (course.nowMs >= tellAtMs) {
      for (const player of waiting()) tellAwaitedCollector(course, player);
      tellAtMs = Number.POSITIVE_INFINITY;
    }
    const player = stalled();
    if (player) noteBreakage(course, stallError(course, player));
  }
}

/** Ends the pulling that still goes on: of lost players, and of all when we cannot go on. What came is kept. */
export function* endCollections(course: Course): Plot {
  const pulling = () =>
    course.players.filter(({ collection: { state } }) => state === 'asked' || state === 'following');
  for (const { plan } of pulling()) course.effects.push({ kind: 'abandon-collection', player: plan.name });
  yield* until(course, () => pulling().length === 0, course.plan.timing.barrierMs);
}

function tellAwaitedCollector(course: Course, { plan, collection }: PlayerState): void {
  const reason = `a collector; ${collection.pendingBytes} bytes of its results are with nobody else yet`;
  record(course, { kind: 'player-awaited', player: plan.name, reason });
}

function stallError({ plan }: Course, { plan: player, collection }: PlayerState): ConductorError {
  const progress = `made no progress for ${plan.settings.leaseMs / 1000} s (${collection.pendingBytes} bytes are pending)`;
  const question =
    plan.settings.collector === 'external'
      ? 'does its collector run, and has it room?'
      : 'is the disk of the results directory full?';
  const text = `the results of ${formatPlayer(player)} ${progress}; ${question}`;
  return new ConductorError('storage', text, { player: player.name });
}
