import type { Phase } from '@conductor/types';
import { hasHadTime } from './contact.ts';
import { type Course, isHeld, send } from './course.ts';
import { whatItDoes } from './lose-player.ts';
import type { OpenSync, SyncMember } from './open-sync.ts';
import { goneError, type Milestone, type PlayerState } from './player-state.ts';
import { mustStop } from './stop.ts';

/**
 * Releases the syncs that all have come to, and breaks those that one never comes to. Where the phase is to be stopped, the
 * stop ends the waits, and no step begins in between.
 */
export function settleSyncs(course: Course): void {
  const { trial } = course;
  if (!trial?.phase || trial.syncs.length === 0 || mustStop(course, trial.phase)) return;
  const { phase } = trial;
  if (trial.syncs.some((sync) => isWaitedAt(sync, phase))) trial.syncedMs = course.nowMs;
  trial.syncs = trial.syncs.filter((sync) => !isSettled(course, phase, sync));
}

function isSettled(course: Course, phase: Phase, { name, members }: OpenSync): boolean {
  const milestone: Milestone = `sync ${name} of ${phase}`;
  const missing = members.filter(({ player }) => !player.heard.has(milestone));
  const gone = members.find(({ player }) => !isThere(player, phase));
  const broken = gone ? whyGone(gone.player, phase) : whyLate(members, missing, milestone);
  if (broken === null && missing.length > 0) return false;
  for (const { player } of members)
    if (isHeld(player)) send(course, player, { kind: 'settle-sync', phase, name, broken });
  return true;
}

function isWaitedAt({ name, members }: OpenSync, phase: Phase): boolean {
  return members.some(({ player }) => player.heard.has(`sync ${name} of ${phase}`));
}

/** Whether a player waits at a sync, or can still come there. */
function isThere(player: PlayerState, phase: Phase): boolean {
  return isHeld(player) && !player.heard.has(`steps-done of ${phase}`);
}

function whyGone(player: PlayerState, phase: Phase): string {
  const { name } = player.plan;
  const error = goneError(player);
  if (error !== null) return `${name} was lost: ${error.message}${whatItDoes(player, 'was')}`;
  return player.declined.has(phase) ? `${name} could not start ${phase}` : `the steps of ${name} ended without it`;
}

/** Who waits has waited for its limit, and one that is missing was in contact all that time; of one that is cut off, its lease decides. */
function whyLate(members: readonly SyncMember[], missing: readonly SyncMember[], milestone: Milestone): string | null {
  for (const { player, limitMs } of members) {
    const cameMs = player.heard.get(milestone);
    if (cameMs === undefined || limitMs === null) continue;
    if (!missing.some((one) => hasHadTime(one.player, cameMs, limitMs))) continue;
    const names = missing.map((one) => `${one.player.plan.name}${whatItDoes(one.player, 'is')}`);
    return `${player.plan.name} waited ${limitMs / 1000} s for ${names.join(', and for ')}`;
  }
  return null;
}
