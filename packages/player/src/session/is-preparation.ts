import type { SessionEffect } from './session-effect.ts';

/** What may be done before the instant of a start: nobody sees it. */
export function isPreparation({ kind }: SessionEffect): boolean {
  return kind === 'journal' || kind === 'hold-results';
}
