import type { Phase } from '@conductor/types';
import { armAhead } from './arm-ahead.ts';
import type { SessionEvent } from './session-event.ts';
import { changePhase, changeTrial, journal, journalDurably, ongoing, say, sayOfPhase, type Turn } from './turn.ts';

/** Which phases' spawns, and what else their steps left behind, live until the end of a phase. */
const ENDS_WITH: Readonly<Record<Phase, readonly Phase[]>> = {
  startup: [],
  run: ['run'],
  collect: ['collect'],
  reset: ['startup', 'run', 'collect', 'reset'],
};

/** Every list is over: what lived only for this phase is ended. */
export function settlePhase(turn: Turn): void {
  const now = ongoing(turn);
  if (!now) return;
  const { phase } = now.phase;
  changePhase(turn, { stage: 'ending' });
  turn.effects.push({ kind: 'settle-phase', phase, over: ENDS_WITH[phase] });
}

/** Nothing of the phase is left, or it is known what is. */
export function endPhase(turn: Turn, event: SessionEvent & { kind: 'phase-settled' }): void {
  const now = ongoing(turn);
  if (now?.phase.phase !== event.phase || now.phase.stage !== 'ending') return;
  const { phase, containment, leftovers } = event;
  const { failedCount, unknownCount, asked } = now.phase;
  const write = phase === 'reset' ? journalDurably : journal;
  write(turn, { kind: 'phase-finished', phase, containment, leftovers });
  if (phase === 'reset') turn.effects.push({ kind: 'dismiss-guardian' });
  const leftoverCount = leftovers.length;
  sayOfPhase(turn, { kind: 'phase-finished', phase, failedCount, unknownCount, leftoverCount });
  if (asked) turn.effects.push({ kind: 'await-results', phase });
  changeTrial(turn, phase === 'reset' ? { phase: null, debt: 'paid' } : { phase: null });
  if (asked) armAhead(turn);
}

/** A phase that was stopped before it started has nothing to end. */
export function endCancelledPhase(turn: Turn, phase: Phase): void {
  changeTrial(turn, { cancelled: null });
  say(turn, { kind: 'phase-finished', phase, failedCount: 0, unknownCount: 0, leftoverCount: 0 });
  turn.effects.push({ kind: 'await-results', phase });
}
