import { isCommandStep, type Step } from '@conductor/types';
import { putWork } from '../put/put-work.ts';
import { triedCommand } from '../ready/tried-command.ts';
import type { ShellWork } from './shell-work.ts';

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
