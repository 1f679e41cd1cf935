import type { ControlReply, OpenTrial } from '@conductor/protocol';
import type { Said, SessionHolder, TrialState } from './session.ts';
import { changeHolder, type Turn } from './turn.ts';

/** A conversation in which nothing was said yet. */
export const NOTHING_SAID: Said = { takenCount: 0, saidCount: 0, unheard: [] };

/** A counted command has come. */
export function countTaken(turn: Turn, { said }: SessionHolder): void {
  changeHolder(turn, { said: { ...said, takenCount: said.takenCount + 1 } });
}

/** Of what was said, so much has come. `null` when that cannot be: it was told before that more had come, or less was said. */
export function saidAfter(said: Said, heardCount: number): Said | null {
  const { saidCount, unheard } = said;
  const kept = saidCount - heardCount;
  if (kept < 0 || kept > unheard.length) return null;
  return { ...said, unheard: unheard.slice(unheard.length - kept) };
}

/** The answer to a claim. */
export function claimed({ takenCount }: Said, trial: TrialState | null): ControlReply {
  return { kind: 'player-claimed', takenCount, openTrial: trial && describeTrial(trial) };
}

function describeTrial({ ref, lastPhase, debt }: TrialState): OpenTrial {
  return { trial: ref, lastPhase, resetOwed: debt === 'owed' };
}
