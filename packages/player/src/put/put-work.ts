import {
  type CommandStep,
  type Outcome,
  type PutBackStep,
  type PutStep,
  putBackLimitMs,
  putLimitMs,
} from '@conductor/types';
import { PUT_BACK_SCRIPT } from './put-back-script.ts';
import { PUT_SCRIPT } from './put-script.ts';

/** The script that puts, or puts back, as a command; to reach its limit is a failure. */
export function putWork(step: PutStep | PutBackStep): {
  readonly plan: CommandStep;
  readonly settle: (outcome: Outcome) => Outcome;
  readonly reads: 'put' | 'put-back';
} {
  const { kind, index, key, place, mayFail } = step;
  const base = { kind: 'timeout', index, key, place, mayFail } as const;
  const plan: CommandStep =
    step.kind === 'put'
      ? { ...base, command: PUT_SCRIPT, limitMs: putLimitMs(step) }
      : { ...base, command: PUT_BACK_SCRIPT, limitMs: putBackLimitMs(step) };
  const settle = (outcome: Outcome): Outcome =>
    outcome.kind === 'deadline' ? { ...outcome, kind: 'timed-out' } : outcome;
  return { plan, settle, reads: kind };
}
