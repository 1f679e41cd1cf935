import {
  type CommandStep,
  type Outcome,
  PUT_BACK_LIMIT_MS,
  PUT_LIMIT_MS,
  type PutBackStep,
  type PutStep,
} from '@conductor/types';
import { PUT_BACK_SCRIPT } from './put-back-script.ts';
import { PUT_SCRIPT } from './put-script.ts';

/** The script that puts, or puts back, as a command; to reach its limit is a failure. */
export function putWork({ kind, index, key, place, mayFail }: PutStep | PutBackStep): {
  readonly plan: CommandStep;
  readonly settle: (outcome: Outcome) => Outcome;
  readonly reads: 'put' | 'put-back';
} {
  const base = { kind: 'timeout', index, key, place, mayFail } as const;
  const plan: CommandStep =
    kind === 'put'
      ? { ...base, command: PUT_SCRIPT, limitMs: PUT_LIMIT_MS }
      : { ...base, command: PUT_BACK_SCRIPT, limitMs: PUT_BACK_LIMIT_MS };
  const settle = (outcome: Outcome): Outcome =>
    outcome.kind === 'deadline' ? { ...outcome, kind: 'timed-out' } : outcome;
  return { plan, settle, reads: kind };
}
