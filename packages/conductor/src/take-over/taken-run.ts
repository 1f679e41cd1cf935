import type { RunHistory } from '@conductor/results';

/** What `conduct` is to do with a run that somebody else began. */
export type Deed =
  /** Stop what still runs, collect, reset, fetch what is missing. */
  | 'resume'
  /** The same without Collect. */
  | 'abort'
  /** The same as `abort`; besides, a Reset that was left to the user. */
  | 'reset';

/** A run that is taken over: what is to be done with it, and what its directory tells. */
export interface TakenRun {
  readonly deed: Deed;
  readonly history: Pick<RunHistory, 'runId' | 'trials'>;
}
