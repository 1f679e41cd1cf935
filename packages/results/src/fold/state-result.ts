import type { Settings, StateComparison, StateResult, Verdict } from '@conductor/types';
import type { PlayerState, TrialState } from './run-state.ts';

/** Whether a Reset left a host as it was; `undefined` where nobody asked, or none ran, or the trial is not over. */
export function stateResult(
  { verifyReset, collector }: Settings,
  trial: TrialState,
  { state, reset }: PlayerState,
): StateResult | undefined {
  if (verifyReset === 'off') return undefined;
  const isDue = trial.endTime !== null && reset?.state === 'paid' && collector === 'own';
  const comparison = state ?? (isDue ? SILENT : null);
  return comparison === null
    ? undefined
    : { ...comparison, verdict: verifyReset === 'warn' ? 'passed' : judge(comparison) };
}

const SILENT: StateComparison = { kind: 'not-compared', reason: 'the player did not tell; is it of an older version?' };

/** Who wants certainty has none where nothing was compared. */
function judge(comparison: StateComparison): Verdict {
  if (comparison.kind === 'not-compared') return 'unknown';
  return comparison.changeCount === 0 ? 'passed' : 'failed';
}
