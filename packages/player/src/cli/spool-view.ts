import type { SpooledRun } from '../spool/spooled-run.ts';

/** What is to be seen in a state folder. */
export interface SpoolView {
  readonly stateFolder: string;
  /** The process number of the player that uses it now. */
  readonly player: number | null;
  /** The run that holds that player. */
  readonly heldRun: string | null;
  readonly runs: readonly SpooledRun[];
  readonly now: Date;
}
