import type { PhaseSteps, Settings, Step } from '@conductor/types';

/** Steps that fetch have the limit of the test where they state none; a limit of none is left out. */
export function withMaxFetch(phases: PhaseSteps, { maxFetchBytes }: Pick<Settings, 'maxFetchBytes'>): PhaseSteps {
  const limited = (steps: readonly Step[]) => steps.map((step) => withLimit(step, maxFetchBytes));
  return {
    startup: limited(phases.startup),
    run: limited(phases.run),
    collect: limited(phases.collect),
    reset: limited(phases.reset),
  };
}

function withLimit(step: Step, maxFetchBytes: number): Step {
  if (step.kind !== 'fetch') return step;
  const { maxBytes = maxFetchBytes, ...bare } = step;
  return maxBytes === Number.MAX_SAFE_INTEGER ? bare : { ...bare, maxBytes };
}
