import { ConductorError } from '@conductor/types';
import { type Course, dial } from './course.ts';
import { formatPlayer, type PlayerState } from './player-state.ts';

/** Wants every player dialled whose time has come. */
export function dialDue(course: Course): void {
  for (const player of course.players) {
    if (player.presence.kind !== 'awaited' || course.nowMs < dueMs(player)) continue;
    player.presence = { ...player.presence, redialAtMs: null };
    dial(course, player);
  }
}

/** Whether an attempt to reach the player is under way. */
export function isDialled({ presence }: PlayerState): boolean {
  return presence.kind === 'awaited' && presence.redialAtMs === null;
}

/** When the next attempt is due, in milliseconds; endless when none is. */
export function nextDialMs(course: Course): number {
  return Math.min(...course.players.map(dueMs));
}

/** Why a player that was not reached was not. */
export function noAnswer({ plan, presence }: PlayerState, waitedMs: number): ConductorError {
  const reason =
    presence.kind === 'awaited' && presence.error ? presence.error.message : `${formatPlayer(plan)} did not answer`;
  return new ConductorError('unreachable', `${reason} (waited ${waitedMs / 1000} s)`, { player: plan.name });
}

function dueMs({ presence }: PlayerState): number {
  return presence.kind === 'awaited' ? (presence.redialAtMs ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
}
