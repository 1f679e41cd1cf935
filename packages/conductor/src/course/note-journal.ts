import type { JournalRecord } from '@conductor/types';
import type { PlayerState } from './player-state.ts';

/**
 * Follows which step a player is at, so that its loss can be told with the step. Spawns do not count: they accompany. Of a lost
 * player, its journal is all that tells what became of its Reset.
 */
export function noteJournal(player: PlayerState, record: JournalRecord): void {
  if (record.kind === 'trial-closed') player.reset ??= record.reset;
  if (record.kind === 'step-began') {
    // Steps are numbered from 1 in the order of their list; a phase can have 10,000 of them.
    const step = player.plan.phases[record.step.phase][record.step.index - 1];
    if (step?.kind !== 'spawn') player.step = record.step;
    return;
  }
  const isOver = record.kind === 'step-ended' && sameStep(player.step, record.step);
  if (isOver || record.kind === 'steps-done') player.step = null;
}

function sameStep(one: PlayerState['step'], other: PlayerState['step']): boolean {
  return one?.phase === other?.phase && one?.index === other?.index;
}
