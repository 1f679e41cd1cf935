import type { ControlCommand } from '@conductor/protocol';
import { elapsedMs, type Outcome } from '@conductor/types';
import { endStep } from './phase-list.ts';
import { type StepInPhase, stepIn } from './step-in-phase.ts';
import { changePhase, ongoing, type Turn } from './turn.ts';

/** All have come to a sync, or one never will: who waits there goes on, and who comes there later does not wait. */
export function settleSync(turn: Turn, { phase, name, broken }: ControlCommand & { kind: 'settle-sync' }): void {
  const now = ongoing(turn);
  if (now?.phase.phase !== phase) return;
  if (broken !== null) changePhase(turn, { brokenSyncs: new Map([...now.phase.brokenSyncs, [name, broken]]) });
  const { plan } = waitingAt(turn) ?? {};
  if (plan?.kind !== 'sync' || plan.name !== name) return;
  endSync(turn, broken === null ? { kind: 'synced' } : { kind: 'sync-broken', reason: broken });
}

/** Nobody is left who could tell that all have come: no sync of this phase is waited at, now or later. */
export function breakSyncs(turn: Turn, reason: string): void {
  changePhase(turn, { syncsOver: reason });
  endSync(turn, { kind: 'sync-broken', reason });
}

/** Ends the wait at a sync, where the list waits at one. */
export function endSync(turn: Turn, outcome: Outcome): void {
  const waiting = waitingAt(turn);
  const now = ongoing(turn);
  if (!waiting || now?.phase.wait.kind !== 'at-sync') return;
  const durationMs = elapsedMs(now.phase.wait.reachedNs, turn.now.monotonicNs);
  endStep(turn, { kind: 'step-ended', step: waiting.step, outcome, durationMs });
}

function waitingAt(turn: Turn): StepInPhase | null {
  const now = ongoing(turn);
  return now && stepIn(now.trial, now.phase, now.phase.current);
}
