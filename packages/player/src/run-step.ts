import { setTimeout as pause } from 'node:timers/promises';
import type { Policies } from '@conductor/protocol';
import { type Clock, type Exit, elapsedMs, type Outcome } from '@conductor/types';
import type { Gate } from './gate/fork-gate.ts';
import { type EndReason, outcomeOf } from './steps/end-reason.ts';
import type { LiveStep } from './steps/live-step.ts';
import { limitOf, startLimit } from './steps/step-limit.ts';

/** How long after the end of its command the last of its output is waited for, where pipes stand between. */
const DRAIN_MS = 500;

/** How one step ended. */
export interface StepEnd {
  readonly outcome: Outcome;
  /** From the opening of its gate to the end of its command. */
  readonly durationMs: number;
}

/** What a step is run with. */
export interface StepRules {
  readonly policies: Policies;
  readonly clock: Clock;
  /** Told when the gate was opened. */
  readonly onOpened: (monotonicNs: bigint) => void;
  /** Ends a step; the first reason wins. Resolves when nothing of it is alive, or that was given up. */
  readonly end: (step: LiveStep, reason: EndReason) => Promise<unknown>;
}

/**
 * One command, from its gate to its end: it runs until it ends, or reaches its limit, or is ended by somebody else. A
 * step that we end is over when nothing of it is alive; one that ends by itself may leave processes behind.
 */
export async function runStep(
  step: LiveStep,
  gate: Gate,
  { policies, clock, onOpened, end }: StepRules,
): Promise<StepEnd> {
  gate.open();
  const openedNs = clock.monotonicNs();
  onOpened(openedNs);
  const exit = await exitOf(step, policies, end);
  const durationMs = elapsedMs(openedNs, clock.monotonicNs());
  const outcome = outcomeOf(step.reason, exit);
  // What the command left behind may hold the pipes for as long as it lives.
  await Promise.race([gate.drained, pause(DRAIN_MS, undefined, { ref: false })]);
  await step.ending;
  return { outcome, durationMs };
}

/** Waits for the end of a command, and ends it at its limit; what it leaves behind has none. */
async function exitOf(step: LiveStep, policies: Policies, end: StepRules['end']): Promise<Exit> {
  const limit = limitOf(step.plan, policies);
  using _timer = limit && startLimit(limit.limitMs, () => void end(step, limit));
  return await step.exited;
}
