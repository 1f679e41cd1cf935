import type { Phase } from '@conductor/types';
import type { PlayerState } from './player-state.ts';

/** A sync that is not settled, with all players that have it in the phase. */
export interface OpenSync {
  readonly name: string;
  readonly members: readonly SyncMember[];
}

/** A player that has to come to a sync. */
export interface SyncMember {
  readonly player: PlayerState;
  /** How long it waits there, in milliseconds; `null` is for ever. */
  readonly limitMs: number | null;
}

/** The syncs of a phase; `stepTimeoutMs` is for those that state no limit. Who is gone is a member as well: it never comes. */
export function syncsOf(
  players: readonly PlayerState[],
  phase: Phase,
  stepTimeoutMs: number | null,
): readonly OpenSync[] {
  const membersByName = new Map<string, SyncMember[]>();
  for (const player of players) {
    for (const step of player.plan.phases[phase]) {
      if (step.kind !== 'sync') continue;
      const members = membersByName.get(step.name) ?? [];
      members.push({ player, limitMs: step.limitMs ?? stepTimeoutMs });
      membersByName.set(step.name, members);
    }
  }
  return Array.from(membersByName, ([name, members]) => ({ name, members }));
}
