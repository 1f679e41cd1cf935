import type { DialOptions } from '@conductor/protocol';
import type { RunDirectory } from '@conductor/results';
import type { Clock, PlayerPlan, RunRef } from '@conductor/types';
import type { CourseEvent } from '../course/course-event.ts';
import type { PutFile } from '../put/put-files.ts';

/** What the effects of a course are performed with. */
export interface Stage {
  readonly run: RunRef;
  readonly players: readonly PlayerPlan[];
  readonly directory: RunDirectory;
  readonly dialling: DialOptions;
  readonly clock: Clock;
  /** The files that a player's steps put. */
  readonly putFiles: (player: string) => readonly PutFile[];
  /** Where the bytes of the files that steps put are on this machine, by checksum. */
  readonly putSources: ReadonlyMap<string, string>;
  /** What one player may bring home of a trial, in bytes; absent: as the test of the run says. */
  readonly maxResultsBytes?: number;
  /** Tells the course what happened. */
  readonly tell: (event: CourseEvent) => void;
}
