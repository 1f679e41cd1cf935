import type { RunResult } from '@conductor/types';

/** What a run left. */
export interface TestRun {
  /** What `conduct` exits with. */
  readonly exitCode: number;
  /** The run directory, absolute. */
  readonly directory: string;
  readonly result: RunResult;
  /** Somebody took the run over: what it came to is told by them. */
  readonly isTakenOver: boolean;
}
