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

/** Every step of a run, in order, with a place for messages: `dut, run, step2`; `step2 (7)` where a phase has the key twice. */
export function* stepsOf(result: RunResult): Generator<{ trial: string; place: string; step: StepResult }> {
  for (const { trial, phase, part } of partsOf(result)) {
    const repeated = repeatedKeys(part.steps);
    for (const step of part.steps) {
      const label = repeated.has(step.key) ? `${step.key} (${step.index})` : step.key;
      yield { trial, place: `${part.player}, ${phase}, ${label}`, step };
    }
  }
}

function repeatedKeys(steps: readonly StepResult[]): Set<string> {
  const seen = new Set<string>();
  return new Set(steps.filter(({ key }) => seen.size === seen.add(key).size).map(({ key }) => key));
}

/** `3`, or `mtu=1500 3` in a test with parameters. */
export function trialName({ caseName, trial }: { readonly caseName: string; readonly trial: number }): string {
  return caseName === '' ? String(trial) : `${caseName} ${trial}`;
}
