import type { KeptRun, ResetState } from '@conductor/types';

/** What is told of one trial whose results are kept. */
export interface KeptTrialFacts {
  readonly runId: string;
  readonly loaded: Date;
  readonly reset: ResetState;
  readonly pendingBytes: number;
  readonly isOwed: boolean;
}

/** The worst first. */
const BY_WEIGHT: readonly ResetState[] = ['unconfirmed', 'waived', 'paid', 'not-owed'];

/** The runs that kept trials belong to, the oldest first. */
export function keptRunsOf(trials: readonly KeptTrialFacts[]): readonly KeptRun[] {
  const runs = Map.groupBy(trials, ({ runId }) => runId);
  return [...runs].map(([runId, each]) => sumUp(runId, each)).sort((one, other) => +one.loaded - +other.loaded);
}

function sumUp(runId: string, trials: readonly KeptTrialFacts[]): KeptRun {
  return {
    runId,
    loaded: new Date(Math.max(...trials.map(({ loaded }) => loaded.getTime()))),
    reset: BY_WEIGHT.find((state) => trials.some(({ reset }) => reset === state)) ?? 'not-owed',
    pendingBytes: trials.reduce((sum, { pendingBytes }) => sum + pendingBytes, 0),
    isOwed: trials.some(({ isOwed }) => isOwed),
  };
}
