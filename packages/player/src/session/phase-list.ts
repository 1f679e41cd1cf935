import type { StartInstant } from '@conductor/protocol';
import { type Exit, mostAttempts, type Outcome, type Phase, type Step, type StepId, verdictOf } from '@conductor/types';
import { noteAhead } from './arm-ahead.ts';
import { isGoingDown } from './going-down.ts';
import { armIfReady, dropNext, forkNext } from './phase-arming.ts';
import { reachReboot } from './reach-reboot.ts';
import { reachSync } from './reach-sync.ts';
import { refuseIfTooLate } from './refuse-late-start.ts';
import type { GateState, PhaseState, TrialState } from './session.ts';
import type { SessionEvent } from './session-event.ts';
import { currentStep, isSameStep, needsGate, planOf, type StepInPhase, stepIn } from './step-in-phase.ts';
import { changeHolder, changePhase, changeTrial, journal, ongoing, sayOfPhase, type Turn } from './turn.ts';

/** The command of the next step is held. */
export function holdGate(turn: Turn, step: StepId): void {
  noteGate(turn, step, { kind: 'held' });
}

/** The next step can never begin; that is its outcome, when its turn comes. */
export function refuseGate(turn: Turn, step: StepId, reason: string): void {
  noteGate(turn, step, { kind: 'refused', reason });
}

/** Starts the armed phase, at once or at an instant of the monotonic clock, unless the order to do so comes too late. */
export function startPhase(turn: Turn, phase: Phase, at: StartInstant | null): void {
  changePhase(turn, { at, orderedNs: turn.now.monotonicNs });
  if (at === null) {
    startList(turn);
    return;
  }
  changePhase(turn, { stage: 'due' });
  if (!refuseIfTooLate(turn, at, 'the order to start it came')) turn.effects.push({ kind: 'await-start', phase, at });
}

/** The instant of a start has come, if that start is still wanted. A host that slept over it is too late as well. */
export function startWhenDue(turn: Turn, phase: Phase): void {
  const now = ongoing(turn);
  if (now?.phase.phase !== phase || now.phase.stage !== 'due') return;
  const { at } = now.phase;
  if (at === null || !refuseIfTooLate(turn, at, 'this host came to it')) startList(turn);
}

/** The list begins. */
export function startList(turn: Turn): void {
  const now = ongoing(turn);
  if (!now) return;
  const { phase } = now.phase;
  if (phase === 'run' && !now.trial.policies.live) turn.effects.push({ kind: 'hold-results', held: true });
  if (phase === 'startup') changeTrial(turn, { debt: 'owed' });
  changePhase(turn, { stage: 'running' });
  journal(turn, { kind: 'phase-began', phase });
  goOn(turn);
  const opensGate = turn.effects.some((effect) => effect.kind === 'open-gate');
  if (!opensGate) sayStartedNow(turn);
}

/** Tells when the phase really started: when its first gate was opened. */
export function announce(turn: Turn, { phase }: StepId, monotonicNs: bigint): void {
  if (ongoing(turn)?.phase.phase === phase) sayStarted(turn, monotonicNs);
}

/** A step is over: the list goes on, or its phase only counts it. */
export function endStep(turn: Turn, { step, outcome: told, durationMs }: SessionEvent & { kind: 'step-ended' }): void {
  const { trial } = turn.session;
  const plan = trial && planOf(trial, step);
  if (!plan) return;
  const outcome = withReboot(turn, plan, told);
  journal(turn, { kind: 'step-ended', step, outcome, durationMs });
  if (trial.phase?.phase !== step.phase) return;
  if (trial.phase.stage === 'running') sayStartedNow(turn);
  const position = isSameStep(currentStep(trial), step) ? trial.phase.current : null;
  if (position !== null && isTriedAgain(trial.phase, plan, step, outcome)) {
    changePhase(turn, { current: null, next: position, retry: { position, attempt: step.attempt + 1 } });
    forkNext(turn);
    return;
  }
  count(turn, plan, outcome);
  if (position !== null) goPast(turn);
  goOn(turn);
}

/** What a host that goes down ends has not failed; and when it does not go down, its conductor has a lease again to come back. */
function withReboot(turn: Turn, plan: Step, outcome: Outcome): Outcome {
  if (!isGoingDown(turn.session)) return outcome;
  if (plan.kind === 'reboot') changeHolder(turn, { heardNs: turn.now.monotonicNs });
  const isEndedByIt = plan.kind === 'spawn' && verdictOf(outcome, false) === 'failed';
  return isEndedByIt ? { kind: 'lifetime-over', exit: exitOf(outcome) } : outcome;
}

function exitOf(outcome: Outcome): Exit {
  if (outcome.kind === 'exited') return { kind: 'code', code: outcome.code };
  return outcome.kind === 'signaled' ? { kind: 'signal', signal: outcome.signal } : { kind: 'lost' };
}

/** A step that failed has its turn again, as often as its file says, while the list goes on. */
function isTriedAgain({ stage, halted }: PhaseState, plan: Step, { attempt }: StepId, outcome: Outcome): boolean {
  return (
    stage === 'running' && halted === null && attempt < mostAttempts(plan) && verdictOf(outcome, false) === 'failed'
  );
}

/** The step that the list waited for is over; the next one was held back if it could have been tried again. */
function goPast(turn: Turn): void {
  changePhase(turn, { current: null, retry: null, wait: { kind: 'none' } });
  if (ongoing(turn)?.phase.gate.kind === 'none') forkNext(turn);
}

/** No further step of the list begins; it is over when the current one is. */
export function haltList(turn: Turn, reason: string): void {
  const now = ongoing(turn);
  if (!now || now.phase.halted !== null) return;
  dropNext(turn);
  changePhase(turn, { halted: reason });
  giveUpRetry(turn, now.phase);
}

/** It will not have its turn again: what it came to until now counts. */
function giveUpRetry(turn: Turn, { retry, next, failedCount }: PhaseState): void {
  if (retry?.position === next) changePhase(turn, { next: next + 1, retry: null, failedCount: failedCount + 1 });
}

/** Begins what can begin now, and ends the list after its last step. Spawns follow one another, anything else is waited for. */
export function goOn(turn: Turn): void {
  for (let next = nextToBegin(turn); next; next = nextToBegin(turn)) beginStep(turn, next);
  const now = ongoing(turn);
  if (now?.phase.stage === 'running' && now.phase.current === null && isListOver(now.trial, now.phase)) endList(turn);
}

function noteGate(turn: Turn, step: StepId, gate: GateState): void {
  if (noteAhead(turn, step.phase, gate)) return;
  const now = ongoing(turn);
  if (now?.phase.gate.kind !== 'asked') return;
  if (!isSameStep(stepIn(now.trial, now.phase, now.phase.next)?.step, step)) return;
  changePhase(turn, { gate });
  armIfReady(turn);
  goOn(turn);
}

function nextToBegin(turn: Turn): StepInPhase | null {
  const now = ongoing(turn);
  if (now?.phase.stage !== 'running' || now.phase.current !== null || isListOver(now.trial, now.phase)) return null;
  const isReady = now.phase.gate.kind === 'held' || now.phase.gate.kind === 'refused';
  return isReady ? stepIn(now.trial, now.phase, now.phase.next) : null;
}

function isListOver({ phases }: TrialState, { phase, halted, next }: PhaseState): boolean {
  return halted !== null || next >= phases[phase].length;
}

function beginStep(turn: Turn, next: StepInPhase): void {
  const now = ongoing(turn);
  if (!now) return;
  const { next: position, gate } = now.phase;
  changePhase(turn, { next: position + 1, gate: { kind: 'none' } });
  if (gate.kind === 'refused') refuseStep(turn, next, gate.reason);
  else openStep(turn, next, position);
  forkNext(turn);
}

/** It is written down that the step begins before it does. */
function openStep(turn: Turn, { step, plan }: StepInPhase, position: number): void {
  journal(turn, { kind: 'step-began', step });
  // Nothing may be said after a reboot was asked for.
  if (plan.kind === 'reboot') sayStartedNow(turn);
  if (plan.kind === 'sync' || plan.kind === 'reboot') {
    const outcome =
      plan.kind === 'sync' ? reachSync(turn, plan.name, position) : reachReboot(turn, step.index, position);
    if (outcome !== null) closeStep(turn, { step, plan }, outcome);
    return;
  }
  turn.effects.push({ kind: deedOf(plan), step, plan });
  if (plan.kind !== 'spawn') changePhase(turn, { current: position });
}

/** What is done when the turn of a step comes. */
function deedOf(plan: Step): 'open-gate' | 'fetch-files' | 'await-ready' {
  if (needsGate(plan)) return 'open-gate';
  return plan.kind === 'fetch' ? 'fetch-files' : 'await-ready';
}

function refuseStep(turn: Turn, { step, plan }: StepInPhase, reason: string): void {
  closeStep(turn, { step, plan }, { kind: 'not-started', reason });
}

/** A step is over as soon as its turn has come. */
function closeStep(turn: Turn, { step, plan }: StepInPhase, outcome: Outcome): void {
  journal(turn, { kind: 'step-ended', step, outcome, durationMs: 0 });
  count(turn, plan, outcome);
}

/** The list is over: its rest is skipped, its spawns live on. */
function endList(turn: Turn): void {
  const now = ongoing(turn);
  if (!now) return;
  const { phase, failedCount } = now.phase;
  sayStartedNow(turn);
  skipRest(turn, now.trial, now.phase);
  journal(turn, { kind: 'steps-done', phase });
  if (phase === 'run' && !now.trial.policies.live) turn.effects.push({ kind: 'hold-results', held: false });
  changePhase(turn, { stage: 'done' });
  sayOfPhase(turn, { kind: 'steps-done', phase, failedCount });
}

function skipRest(turn: Turn, { phases }: TrialState, { phase, next, halted }: PhaseState): void {
  const outcome: Outcome = { kind: 'skipped', reason: halted ?? 'the list was over' };
  for (const { index } of phases[phase].slice(next)) {
    journal(turn, { kind: 'step-ended', step: { phase, index, attempt: 1 }, outcome, durationMs: 0 });
  }
}

/** A start without a gate is now; it is prepared before its instant, and is not before it. */
function sayStartedNow(turn: Turn): void {
  const { monotonicNs } = turn.now;
  const at = ongoing(turn)?.phase.at ?? null;
  const isPrepared = at !== null && at.startNs > monotonicNs;
  sayStarted(turn, isPrepared ? at.startNs : monotonicNs);
}

function sayStarted(turn: Turn, monotonicNs: bigint): void {
  const now = ongoing(turn);
  if (!now || now.phase.announced) return;
  changePhase(turn, { announced: true });
  const { phase, orderedNs } = now.phase;
  sayOfPhase(turn, { kind: 'phase-started', phase, monotonicNs, orderedNs: orderedNs ?? monotonicNs });
}

function count(turn: Turn, plan: Step, outcome: Outcome): void {
  const now = ongoing(turn);
  if (!now) return;
  const { phase, failedCount, unknownCount } = now.phase;
  const verdict = verdictOf(outcome, plan.mayFail);
  if (verdict === 'unknown') changePhase(turn, { unknownCount: unknownCount + 1 });
  if (verdict !== 'failed') return;
  changePhase(turn, { failedCount: failedCount + 1 });
  const isDecisive = now.trial.policies.onFailure === 'stop' && (phase === 'startup' || phase === 'run');
  if (isDecisive) haltList(turn, `${plan.key} failed, and on_failure is stop`);
}
