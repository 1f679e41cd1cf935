import type { PlayerCondition } from '@conductor/types';

/**
 * A run whose Reset a player owes and could not pay, so that its host may not be as it was; `null` where there is none. What
 * the run that holds it owes it still pays, and ours is our own affair.
 */
export function owedRunOf({ holder, kept }: PlayerCondition, ourRunId: string): string | null {
  const owed = kept.find(({ runId, isOwed }) => isOwed && runId !== ourRunId && runId !== holder?.runId);
  return owed?.runId ?? null;
}
