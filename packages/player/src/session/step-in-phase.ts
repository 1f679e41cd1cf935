import { isShellStep, type Phase, type Step, type StepId } from '@conductor/types';
import type { PhaseState, TrialState } from './session.ts';

/** A step of a trial, and what it is to do. */
export interface StepInPhase {
  readonly step: StepId;
  readonly plan: Step;
}

/** The step at a position (from 0) of a phase's list; `null` beyond its end. */
export function stepIn(
  { phases }: TrialState,
  { phase, retry }: PhaseState,
  position: number | null,
): StepInPhase | null {
  const plan = position === null ? undefined : phases[phase][position];
  const attempt = retry !== null && retry.position === position ? retry.attempt : 1;
  return plan ? { step: { phase, index: plan.index, attempt }, plan } : null;
}

/** Whether a step is a command that is forked and held before its turn comes. */
export function needsGate(plan: Step): boolean {
  return isShellStep(plan);
}

/** The step that the list of the phase in progress waits for. */
export function currentStep(trial: TrialState): StepId | null {
  return trial.phase && (stepIn(trial, trial.phase, trial.phase.current)?.step ?? null);
}

/** The phase that runs, and the place of its step, as others are told: neither before the gate opens. */
export function runningStep(trial: TrialState | null): { readonly phase: Phase | null; readonly stepIndex: number } {
  const phase = trial?.phase;
  if (!trial || !phase || phase.stage === 'arming' || phase.stage === 'armed' || phase.stage === 'due') {
    return { phase: null, stepIndex: 0 };
  }
  return { phase: phase.phase, stepIndex: currentStep(trial)?.index ?? 0 };
}

/** What a step is to do; `undefined` when the trial has none of this name. */
export function planOf({ phases }: Pick<TrialState, 'phases'>, { phase, index }: StepId): Step | undefined {
  const expected = phases[phase][index - 1];
  return expected?.index === index ? expected : phases[phase].find((plan) => plan.index === index);
}

export function isSameStep(one: StepId | null | undefined, other: StepId): boolean {
  return one?.phase === other.phase && one.index === other.index && one.attempt === other.attempt;
}
