import { endingMs, sumOfLimitsMs } from '@conductor/types';
import { looksMs } from './bounds.ts';
import { type Course, isLost, record, type TrialState } from './course.ts';
import { lookAtLost } from './look-at-lost.ts';
import { goneError, type PlayerState } from './player-state.ts';
import type { Plot } from './plot.ts';

/** With so many interruptions nobody wants to wait for what is only to be told. */
const HASTE_COUNT = 2;

/**
 * A lost player that lives resets by itself when its lease is over, and its journal tells when; where an external collector has
 * that, the player is asked. It is waited for as long as that may take, unless somebody asks for the end.
 */
export function* awaitLost(course: Course, trial: TrialState): Plot {
  const calmCount = course.interruptions.length;
  if (course.broken || calmCount >= HASTE_COUNT || !trial.begun.has('startup')) return;
  const isElsewhere = course.plan.settings.collector === 'external';
  const isOpen = isElsewhere ? isUntold : isPulled;
  const isAwaited = (player: PlayerState) =>
    isOpen(player) && isTrusted(player) && course.nowMs < dueMs(course, player);
  const awaited = () => course.players.filter(isAwaited);
  for (const player of awaited()) {
    const seconds = Math.ceil((dueMs(course, player) - course.nowMs) / 1000);
    const what = isElsewhere ? 'its word that it has reset by itself' : whatIsPulled(player);
    const reason = `${what}: at most ${seconds} s; Ctrl-C does not wait`;
    record(course, { kind: 'player-awaited', player: player.plan.name, reason });
  }
  const isOver = () => awaited().length === 0 || course.broken !== null || course.interruptions.length > calmCount;
  while (!isOver()) {
    if (isElsewhere) for (const player of awaited()) lookAtLost(course, player);
    const lookMs = ({ lookAtMs }: PlayerState) =>
      isElsewhere && lookAtMs !== null ? lookAtMs : Number.POSITIVE_INFINITY;
    const wakeMs = (player: PlayerState) => Math.min(dueMs(course, player), lookMs(player));
    yield { isOver, deadlineMs: () => Math.min(...awaited().map(wakeMs)) };
  }
}

/** A player that had the trial, and of whose Reset nobody has told. */
function isUntold(player: PlayerState): boolean {
  return isLost(player) && player.heard.has('trial-loaded') && player.reset === null;
}

function isPulled(player: PlayerState): boolean {
  return isLost(player) && player.collection.state !== 'idle' && player.collection.state !== 'over';
}

/** Of whom it is known what became of its Reset, results may still be under way. */
function whatIsPulled({ reset }: PlayerState): string {
  return reset === null
    ? 'its journal, which tells when it reset by itself'
    : `the rest of its results (Reset: ${reset})`;
}

/** Who is trusted no more is not asked, and not believed. */
function isTrusted(player: PlayerState): boolean {
  return goneError(player)?.code !== 'identity';
}

/** The dead-man bound of a lost player since its last word: lease, heartbeat, the end of what runs, and the limits of its Reset. */
function dueMs({ plan }: Course, { plan: player, heartbeat }: PlayerState): number {
  const { settings, timing } = plan;
  const finishes = settings.onDisconnect === 'finish' ? [...player.phases.run, ...player.phases.collect] : [];
  // A step without a limit has no bound; then its Reset is not waited for longer than any other answer.
  const stepsMs = sumOfLimitsMs([...finishes, ...player.phases.reset], settings) ?? timing.barrierMs;
  return heartbeat.heardAtMs + settings.leaseMs + timing.heartbeatMs + endingMs(settings) + stepsMs + looksMs(settings);
}
