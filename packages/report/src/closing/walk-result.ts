import type { Phase, PlayerPhaseResult, RunResult, StepResult } from '@conductor/types';

/** What one player did in one phase of one trial, with the trial's name. */
export interface ResultPart {
  readonly trial: string;
  readonly phase: Phase;
  readonly part: PlayerPhaseResult;
}

/** Every trial, phase and player of a run, in order. */
export function* partsOf(result: RunResult): Generator<ResultPart> {
  for (const trial of result.trials) {
    const name = trialName(trial);
    for (const { phase, players } of trial.phases) {
      for (const part of players) yield { trial: name, phase, part };
    }
  }
}

/**
 * Every step of a run, in order, with a place for messages: `dut, run, step2`; `step2 (7)` where a phase has the key twice. Why a
 * player was lost stands with the player, and not again with each of its steps.
 */
export function* stepsOf(result: RunResult): Generator<{ trial: string; place: string; step: StepResult }> {
  const causes = new Map(result.players.map(({ name, lost }) => [name, lost]));
  for (const { trial, phase, part } of partsOf(result)) {
    const cause = causes.get(part.player) ?? null;
    const repeated = repeatedKeys(part.steps);
    for (const step of part.steps) {
      const label = repeated.has(step.key) ? `${step.key} (${step.index})` : step.key;
      yield {
        trial,
        place: `${part.player}, ${phase}, ${label}`,
        step: cause === null ? step : withoutCause(step, cause),
      };
    }
  }
}

function withoutCause(step: StepResult, cause: string): StepResult {
  const { outcome } = step;
  const end = `: ${cause}`;
  if ((outcome.kind !== 'unknown' && outcome.kind !== 'skipped') || !outcome.reason.endsWith(end)) return step;
  return { ...step, outcome: { ...outcome, reason: outcome.reason.slice(0, -end.length) } };
}

function repeatedKeys(steps: readonly StepResult[]): Set<string> {
  const seen = new Set<string>();
  return new Set(steps.filter(({ key }) => seen.size === seen.add(key).size).map(({ key }) => key));
}

/** `3`, or `mtu=1500 3` in a test with parameters. */
export function trialName({ caseName, trial }: { readonly caseName: string; readonly trial: number }): string {
  return caseName === '' ? String(trial) : `${caseName} ${trial}`;
}
