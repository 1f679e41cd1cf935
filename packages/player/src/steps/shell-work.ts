import { type CommandStep, isCommandStep, type Outcome, type Step } from '@conductor/types';
import { putWork } from '../put/put-work.ts';
import { triedCommand } from '../ready/tried-command.ts';

/** A command for the shell, and what its end means for the step that it belongs to. */
export interface ShellWork {
  readonly plan: CommandStep;
  readonly settle: (outcome: Outcome) => Outcome;
  /** Which list it reads, and where it works: what is put, or what is put back. Absent: it reads nothing. */
  readonly reads?: 'put' | 'put-back';
}

/**
 * What a step has for the shell: its own command, or, of a `ready … run`, one that tries until it succeeds, or of a put, a script. `null` for a step that
 * needs no shell.
 */
export function shellWorkOf(step: Step, stepTimeoutMs: number | null): ShellWork | null {
  if (isCommandStep(step)) return { plan: step, settle: (outcome) => outcome };
  if (step.kind === 'put' || step.kind === 'put-back') return putWork(step);
  if (step.kind !== 'ready' || step.condition.kind !== 'run') return null;
  return triedCommand(step, step.condition.command, stepTimeoutMs);
}
