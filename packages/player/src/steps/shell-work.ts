import type { CommandStep, Outcome } from '@conductor/types';

/** A command for the shell, and what its end means for the step that it belongs to. */
export interface ShellWork {
  readonly plan: CommandStep;
  readonly settle: (outcome: Outcome) => Outcome;
  /** Which list it reads, and where it works: what is put, or what is put back. Absent: it reads nothing. */
  readonly reads?: 'put' | 'put-back';
}
