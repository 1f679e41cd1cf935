import {
  ConductorError,
  type FetchStep,
  isShellStep,
  mostAttempts,
  type PlayerPlan,
  type ShellStep,
  type Step,
  type StepId,
} from '@conductor/types';

/** So many are kept in memory; a host on which guardians are killed more often is lost anyhow. */
const MOST_ATTEMPTS = 1000;

/**
 * The step that a player speaks of, from our own plan: nothing else decides what a result is and where it goes. A step that the
 * plan does not have is a ConductorError of code `protocol`.
 */
export function shellStepOf(plan: PlayerPlan, id: StepId): ShellStep {
  const step = planStep(plan, id);
  if (isShellStep(step)) return step;
  throw strange(plan, `output of ${id.phase} step ${id.index}, which runs no command`);
}

/** As `shellStepOf`, for a step that fetches. */
export function fetchStepOf(plan: PlayerPlan, id: StepId): FetchStep {
  const step = planStep(plan, id);
  if (step.kind === 'fetch') return step;
  throw strange(plan, `a file of ${id.phase} step ${id.index}, which fetches none`);
}

/** As `shellStepOf`, for a step of any kind. */
export function planStep(plan: PlayerPlan, id: StepId): Step {
  const step = plan.phases[id.phase][id.index - 1];
  if (step?.index === id.index && id.attempt <= allowedAttempts(id, step)) return step;
  throw strange(plan, `${id.phase} step ${id.index} (attempt ${id.attempt}), which it was never given`);
}

/** Reset is begun again by a guardian, too, when the player or another guardian was killed in it. */
function allowedAttempts({ phase }: StepId, step: Step): number {
  return phase === 'reset' ? MOST_ATTEMPTS : mostAttempts(step);
}

/** A player said what the protocol does not allow. */
export function strange(plan: PlayerPlan, what: string): ConductorError {
  return new ConductorError('protocol', `player "${plan.name}" sent ${what}; is another version running there?`, {
    player: plan.name,
  });
}
