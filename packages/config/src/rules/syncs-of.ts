import type { Phase, SyncStep } from '@conductor/types';
import type { Review, ReviewedPlayer, ReviewedStep } from './review.ts';

/** A sync under review. */
export interface ReviewedSync extends ReviewedStep {
  readonly step: SyncStep;
}

/** The syncs of one player in a phase, in their order. */
export interface SyncList {
  readonly player: ReviewedPlayer;
  readonly syncs: readonly ReviewedSync[];
}

/** The players that have syncs in a phase. */
export function syncLists({ players }: Review, phase: Phase): readonly SyncList[] {
  const lists = players.map((player) => ({ player, syncs: player.phases[phase].filter(isSync) }));
  return lists.filter(({ syncs }) => syncs.length > 0);
}

function isSync(step: ReviewedStep): step is ReviewedSync {
  return step.step.kind === 'sync';
}
