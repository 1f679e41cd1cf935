import type { ResultsConnection } from '@conductor/protocol';
import type { PlayerPlan, RunRef, TrialRef } from '@conductor/types';
import type { RunDirectory } from '../run-directory.ts';

/** Whose results are collected, of which trial, and where they go. */
export interface Collection {
  readonly directory: RunDirectory;
  readonly player: PlayerPlan;
  readonly run: RunRef;
  readonly trial: TrialRef;
  /** What one conversation may bring at the most; default: no limit. */
  readonly quota?: Quota;
}

/** How much a player may send before it counts as hostile. */
export interface Quota {
  /** Of journal, outputs and files together, without what was held before. */
  readonly bytes: number;
}

/** Opens a results conversation with the player of a collection; called again after a cut. */
export type DialResults = (signal: AbortSignal) => Promise<ResultsConnection>;
