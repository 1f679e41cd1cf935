import type { Policies } from '@conductor/protocol';
import type { CommandStep } from '@conductor/types';
import { lateTimer } from '../late-timer.ts';
import type { EndReason } from './end-reason.ts';

/** Limits fire this much later than they say, so that `sleep 30` fits into 30 s. */
const SLACK_MS = 250;
/** The longest time that a timer of Node.js knows. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** When a step is ended for taking too long, and what that means; `null` for a step that may take as long as it likes. */
export function limitOf(
  plan: CommandStep,
  { stepTimeoutMs }: Pick<Policies, 'stepTimeoutMs'>,
): (EndReason & { readonly limitMs: number }) | null {
  switch (plan.kind) {
    case 'timeout':
      return { kind: 'deadline', limitMs: plan.limitMs };
    case 'step':
      return stepTimeoutMs === null ? null : { kind: 'timed-out', limitMs: stepTimeoutMs };
    case 'spawn':
      return null;
    default:
      return plan satisfies never;
  }
}

/** Calls `fire` when a limit is reached, counted from now, as `lateTimer` does. Disposing it forgets it. */
export function startLimit(limitMs: number, fire: () => void): Disposable {
  let timer: Disposable;
  const wait = (leftMs: number) => {
    const partMs = Math.min(leftMs, LONGEST_TIMER_MS);
    timer = lateTimer(partMs, () => (partMs < leftMs ? wait(leftMs - partMs) : fire()));
  };
  wait(limitMs + SLACK_MS);
  return { [Symbol.dispose]: () => timer[Symbol.dispose]() };
}
