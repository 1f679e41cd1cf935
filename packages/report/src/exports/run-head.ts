import type { RunResult } from '@conductor/types';

/** All of a result but its trials: what is known of a run at any time without going through all of them. */
export type RunHead = Omit<RunResult, 'trials' | 'verdict'>;
