import type { ResultsConnection } from '@conductor/protocol';
import type { PlayerPlan, RunRef, TrialRef } from '@conductor/types';
import type { RunDirectory } from '../run-directory.ts';

/** Whose results are collected, of which trial, and where they go. */
export interface Collection {
  readonly directory: RunDirectory;
  readonly player: PlayerPlan;
  readonly run: RunRef;
  readonly trial: TrialRef;
  /** What the player may bring home of the trial, journal, outputs and files together; default: as the test of the run says. */
  readonly maxResultsBytes?: number;
}

/** Opens a results conversation with the player of a collection; called again after a cut. */
export type DialResults = (signal: AbortSignal) => Promise<ResultsConnection>;
