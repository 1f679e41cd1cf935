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

/** A step, and where in a run it stands. */
export interface PlacedStep {
  readonly trial: string;
  readonly player: string;
  /** In the steps of its player: `run, step2`. */
  readonly where: string;
  readonly step: StepResult;
}

/** Every step of a run, in order. */
export function* stepsOf(result: RunResult): Generator<PlacedStep> {
  const causes = new Map(result.players.map(({ name, lost }) => [name, lost]));
  for (const { trial, phase, part } of partsOf(result)) {
    for (const { label, step } of stepsIn(part, causes.get(part.player) ?? null)) {
      yield { trial, player: part.player, where: `${phase}, ${label}`, step };
    }
  }
}

/**
 * The steps of a player in a phase, each with a name there: its key, or `step2 (7)` where the phase has the key twice. `cause`: why
 * the player was lost; it stands with the player, and not again with each of its steps.
 */
export function* stepsIn(
  { steps }: PlayerPhaseResult,
  cause: string | null,
): Generator<{ label: string; step: StepResult }> {
  const repeated = repeatedKeys(steps);
  for (const step of steps) {
    const label = repeated.has(step.key) ? `${step.key} (${step.index})` : step.key;
    yield { label, step: cause === null ? step : withoutCause(step, cause) };
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

/** `3`, or `3 (mtu=1500)` in a test with parameters. */
export function trialName({ caseName, trial }: { readonly caseName: string; readonly trial: number }): string {
  return caseName === '' ? String(trial) : `${trial} (${caseName})`;
}
