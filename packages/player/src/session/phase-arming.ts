import { mostAttempts, type Phase } from '@conductor/types';
import { takeAhead } from './arm-ahead.ts';
import type { PhaseState, TrialState } from './session.ts';
import { needsGate, stepIn } from './step-in-phase.ts';
import { changePhase, changeTrial, ongoing, sayOfPhase, type Turn } from './turn.ts';

/** Takes up a phase: its first command is forked and held, if it is not yet. `asked` tells whether the conductor hears of it. */
export function armPhase(turn: Turn, phase: Phase, asked: boolean): void {
  const gate = takeAhead(turn, phase);
  const fresh: PhaseState = {
    phase,
    stage: 'arming',
    asked,
    announced: false,
    next: 0,
    gate: { kind: gate ?? 'none' },
    current: null,
    retry: null,
    failedCount: 0,
    unknownCount: 0,
    halted: null,
    wait: { kind: 'none' },
    brokenSyncs: new Map(),
    syncsOver: null,
    at: null,
    orderedNs: null,
  };
  changeTrial(turn, { phase: fresh, lastPhase: phase, cancelled: null });
  // Promised before the gate opens, so that the opening need not wait for it.
  if (phase === 'startup') askForPromise(turn);
  if (gate === null) forkNext(turn);
  armIfReady(turn);
}

/** The phase can start by one write, once its first command is held and Reset is promised. */
export function armIfReady(turn: Turn): void {
  const now = ongoing(turn);
  if (now?.phase.stage !== 'arming' || now.phase.gate.kind === 'asked' || now.trial.promise === 'asked') return;
  changePhase(turn, { stage: 'armed' });
  sayOfPhase(turn, { kind: 'phase-armed', phase: now.phase.phase });
}

function askForPromise(turn: Turn): void {
  changeTrial(turn, { promise: 'asked' });
  turn.effects.push({ kind: 'promise-reset' });
}

/** The gate of the next step is forked while the current one runs, so that nothing is forked between the two. */
export function forkNext(turn: Turn): void {
  const now = ongoing(turn);
  const next = now && now.phase.halted === null ? stepIn(now.trial, now.phase, now.phase.next) : null;
  if (!next || (now && holdsNextBack(now.trial, now.phase))) return;
  const isGated = needsGate(next.plan);
  changePhase(turn, { gate: { kind: isGated ? 'asked' : 'held' } });
  if (isGated) turn.effects.push({ kind: 'fork-gate', ...next, isAhead: false });
}

/** Whether the step that the list waits for may have its turn once more before the next one, or takes what is held with it. */
function holdsNextBack(trial: TrialState, phase: PhaseState): boolean {
  const current = stepIn(trial, phase, phase.current);
  return current !== null && (current.step.attempt < mostAttempts(current.plan) || current.plan.kind === 'reboot');
}

/** The command that is held at its gate, or about to be, will never run. */
export function dropNext(turn: Turn): void {
  const now = ongoing(turn);
  const next = now && stepIn(now.trial, now.phase, now.phase.next);
  if (!next) return;
  const { kind } = now.phase.gate;
  const isForked = needsGate(next.plan) && (kind === 'asked' || kind === 'held');
  changePhase(turn, { gate: { kind: 'none' } });
  if (isForked) turn.effects.push({ kind: 'drop-gate', step: next.step });
}
