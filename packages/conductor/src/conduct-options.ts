import type { LabAccess } from '@conductor/protocol';
import type { Clock, RunEvent } from '@conductor/types';
import type { CourseTiming } from './course/course-plan.ts';

/** How players are conducted. Everything has a default. */
export interface ConductOptions {
  /** Talk to players beyond this host without encryption or proof; default: no. */
  readonly insecureNetwork?: boolean;
  /** Who we are to players beyond this host, and who they must be: `openLab`; default: nobody, and only players on this host are commanded. */
  readonly lab?: LabAccess | null;
  /** How long things may take; default: 10 s for players and for barriers, no time for players that are held, six heartbeats a lease. */
  readonly timing?: Partial<CourseTiming>;
  /** What one player may bring home of a trial, in bytes; default: as the test of the run says. */
  readonly maxResultsBytes?: number;
  /** Where players on this host leave their tokens; default: where those of this user do. */
  readonly tokenFolders?: readonly string[];
  /** Told of every event as it is recorded. */
  readonly onEvent?: (event: RunEvent) => void;
  /**
   * Each that is aborted asks for the end once more, with the name of a signal (`SIGTERM`) as its reason: once stops,
   * twice skips Collect, three times leaves at once. Default: none.
   */
  readonly interruptions?: readonly AbortSignal[];
  readonly clock?: Clock;
}
