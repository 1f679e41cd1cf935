import { PHASES, type Phase } from '@conductor/types';
import type { AheadGate, GateState, TrialState } from './session.ts';
import { needsGate, type StepInPhase } from './step-in-phase.ts';
import { changeTrial, type Turn } from './turn.ts';

/**
 * The first command of the phase that comes next is forked and held while the conductor still waits for the results of the last
 * one: when it asks for the phase, nothing needs to be forked any more. Whether it ever asks is not known: see `dropAhead`.
 */
export function armAhead(turn: Turn): void {
  const { trial } = turn.session;
  if (trial?.stage !== 'loaded' || trial.phase !== null || trial.ending !== null || trial.ahead !== null) return;
  const phase = phaseAfter(trial);
  const first = phase && firstOf(trial, phase);
  if (!first || !needsGate(first.plan)) return;
  changeTrial(turn, { ahead: { phase: first.step.phase, gate: 'asked' } });
  turn.effects.push({ kind: 'fork-gate', ...first, isAhead: true });
}

/** The gate of a phase that is taken up, if it was forked ahead; one of another phase is dropped: that phase is passed over. */
export function takeAhead(turn: Turn, phase: Phase): AheadGate['gate'] | null {
  const ahead = turn.session.trial?.ahead ?? null;
  if (ahead?.phase !== phase) {
    dropAhead(turn);
    return null;
  }
  changeTrial(turn, { ahead: null });
  return ahead.gate;
}

/** The phase whose gate was forked ahead does not come: its command never runs. */
export function dropAhead(turn: Turn): void {
  const { trial } = turn.session;
  const first = trial?.ahead && firstOf(trial, trial.ahead.phase);
  if (!first) return;
  changeTrial(turn, { ahead: null });
  turn.effects.push({ kind: 'drop-gate', step: first.step });
}

/** Takes in what became of a gate that was forked ahead; `false` when it is another. One that was refused is tried again in its phase. */
export function noteAhead(turn: Turn, phase: Phase, { kind }: GateState): boolean {
  if (turn.session.trial?.ahead?.phase !== phase) return false;
  changeTrial(turn, { ahead: kind === 'held' ? { phase, gate: 'held' } : null });
  return true;
}

/** Of a trial that is stopped, Startup and Run do not come. */
function phaseAfter({ lastPhase, stopped }: TrialState): Phase | null {
  const next = PHASES[lastPhase === null ? 0 : PHASES.indexOf(lastPhase) + 1] ?? null;
  return stopped !== null && (next === 'startup' || next === 'run') ? 'collect' : next;
}

function firstOf({ phases }: TrialState, phase: Phase): StepInPhase | null {
  const [plan] = phases[phase];
  return plan ? { step: { phase, index: plan.index, attempt: 1 }, plan } : null;
}
