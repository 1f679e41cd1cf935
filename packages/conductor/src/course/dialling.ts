import { ConductorError } from '@conductor/types';
import { CROWD } from '../crowd.ts';
import { type Course, dial } from './course.ts';
import { formatPlayer, type PlayerState } from './player-state.ts';
import type { Plot } from './plot.ts';

/**
 * So many are dialled at once, which is all of them where they are no crowd: each has its time from when it is dialled, and of hundreds that share two processors all would be
 * late together, where so few at a time are in time one after the other.
 */
export const MOST_AT_ONCE = CROWD;

/**
 * Dials all players, and again those where nobody listens yet, until `isSettled` or patience is over: for so long after the last of
 * them was reached. Whoever was never dialled has its turn in any case.
 */
export function* dialAll(course: Course, isSettled: () => boolean): Plot {
  const { waitPlayersMs, barrierMs } = course.plan.timing;
  const sinceMs = course.nowMs;
  const signMs = () => lastReachedMs(course, sinceMs);
  const patientUntilMs = () => signMs() + waitPlayersMs;
  const lastMs = () => signMs() + Math.max(waitPlayersMs, barrierMs);
  const isPatient = () => course.nowMs < patientUntilMs();
  const isOver = () => isSettled() || (!isPatient() && !course.players.some(isUnderWay));
  dialDue(course, isPatient());
  while (!isOver() && course.nowMs < lastMs()) {
    yield {
      isOver: () => isOver() || nextDialMs(course, isPatient()) <= course.nowMs,
      deadlineMs: () => Math.min(isPatient() ? patientUntilMs() : lastMs(), nextDialMs(course, isPatient())),
    };
    dialDue(course, isPatient());
  }
}

/** Why a player that was not reached was not. */
export function noAnswer({ plan, presence }: PlayerState, waitedMs: number): ConductorError {
  const reason =
    presence.kind === 'awaited' && presence.error ? presence.error.message : `${formatPlayer(plan)} did not answer`;
  return new ConductorError('unreachable', `${reason} (waited ${Number((waitedMs / 1000).toFixed(2))} s)`, {
    player: plan.name,
  });
}

/** Dials the players whose time has come, those first that have waited longest. */
function dialDue(course: Course, isPatient: boolean): void {
  const due = course.players.filter((player) => dueMs(player, isPatient) <= course.nowMs);
  const inOrder = due.toSorted((one, other) => dueMs(one, isPatient) - dueMs(other, isPatient));
  for (const player of inOrder.slice(0, roomFor(course))) {
    if (player.presence.kind !== 'awaited') continue;
    player.presence = { ...player.presence, redialAtMs: null };
    dial(course, player);
  }
}

/** When the next attempt is due, in milliseconds; endless when none is, or nobody may be dialled before another is reached. */
function nextDialMs(course: Course, isPatient: boolean): number {
  if (roomFor(course) === 0) return Number.POSITIVE_INFINITY;
  return Math.min(...course.players.map((player) => dueMs(player, isPatient)));
}

function roomFor({ players }: Course): number {
  return Math.max(0, MOST_AT_ONCE - players.filter(isDialled).length);
}

/** Whether an attempt to reach the player is under way. */
function isDialled({ presence }: PlayerState): boolean {
  return presence.kind === 'awaited' && presence.redialAtMs === null;
}

/** Nothing is known of it yet. */
function isUnderWay(player: PlayerState): boolean {
  return isDialled(player) || isUntried(player);
}

function isUntried({ presence }: PlayerState): boolean {
  return presence.kind === 'awaited' && presence.redialAtMs !== null && presence.error === null;
}

function dueMs(player: PlayerState, isPatient: boolean): number {
  const { presence } = player;
  if (presence.kind !== 'awaited' || !(isPatient || isUntried(player))) return Number.POSITIVE_INFINITY;
  return presence.redialAtMs ?? Number.POSITIVE_INFINITY;
}

function lastReachedMs({ players }: Course, sinceMs: number): number {
  return Math.max(sinceMs, ...players.map(({ presence }) => (presence.kind === 'reached' ? presence.atMs : sinceMs)));
}
