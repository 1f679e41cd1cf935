import { type Phase, type PlayerPhaseResult, type PlayerPlan, type Verdict, worstVerdict } from '@conductor/types';
import type { PlayerState, TrialState } from './run-state.ts';

/** What one player did in one phase, as far as it told the conductor: its steps are known to an external collector. */
export function countedResult(plan: PlayerPlan, trial: TrialState, phase: Phase): PlayerPhaseResult {
  const player = trial.players.get(plan.name);
  return {
    player: plan.name,
    verdict: worstVerdict(verdictsOf(plan, trial, phase, player)),
    start: player?.starts.get(phase)?.start ?? null,
    containment: null,
    leftovers: [],
    counts: player?.counts?.get(phase) ?? null,
    steps: [],
  };
}

function* verdictsOf(
  plan: PlayerPlan,
  trial: TrialState,
  phase: Phase,
  player: PlayerState | undefined,
): Generator<Verdict> {
  const counts = player?.counts?.get(phase);
  if (player?.lost?.phase === phase || player?.notStarted?.has(phase)) yield 'failed';
  if (counts === undefined) {
    if (plan.phases[phase].length > 0) yield trial.phases.has(phase) ? 'unknown' : 'skipped';
    return;
  }
  if (counts.unknown > 0) yield 'unknown';
  if (counts.failed > 0 || counts.leftovers > 0) yield 'failed';
  yield 'passed';
}
