import { PHASES, type PhaseSteps, type PutBackStep } from '@conductor/types';

/** Adds the step that ends Reset where something is put that is not kept. */
export function withPutBack(phases: PhaseSteps): PhaseSteps {
  const first = PHASES.flatMap((phase) => phases[phase]).find((step) => step.kind === 'put' && !step.keep);
  if (first === undefined) return phases;
  const index = (phases.reset.at(-1)?.index ?? 0) + 1;
  const last: PutBackStep = { kind: 'put-back', index, key: 'put-back', place: first.place, mayFail: false, items: 0 };
  return { ...phases, reset: [...phases.reset, last] };
}
