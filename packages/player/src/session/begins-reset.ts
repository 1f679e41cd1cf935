import type { SessionEffect } from './session-effect.ts';

/** Whether this is the first that is done of a Reset, which may have no steps. What is done ahead of it is not. */
export function beginsReset(effect: SessionEffect): boolean {
  if (effect.kind === 'journal') return effect.entry.kind === 'phase-began' && effect.entry.phase === 'reset';
  return effect.kind === 'fork-gate' && effect.step.phase === 'reset' && !effect.isAhead;
}
