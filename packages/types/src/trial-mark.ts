import { PHASES, type Phase } from './phase.ts';
import type { PhaseSteps, PlayerPlan } from './player-plan.ts';
import type { PlayerSteps } from './run-event.ts';
import type { TrialRef } from './run-ref.ts';
import { type Step, stepText, withTexts } from './step.ts';
import type { Test } from './test.ts';

/**
 * What stands for `%(trial)s` in the steps of a test, until the number of the trial is known. No text has a NUL of its own, and a number
 * changes nothing of what a shell reads around it.
 */
export const TRIAL_MARK = '\0trial\0';

/** The players with the steps of one trial. */
export function playersOfTrial({ players, cases }: Testing, { caseName, trial }: TrialRef): readonly PlayerPlan[] {
  const ofCase = cases?.find(({ name }) => name === caseName)?.players ?? players;
  return ofCase.map((player) => (hasMark(player) ? { ...player, phases: stepsOfTrial(player.phases, trial) } : player));
}

/** What is to be told of the steps of a trial: nothing where all trials have the same. */
export function stepsToTell(test: Testing, trial: TrialRef): { readonly steps?: readonly PlayerSteps[] } {
  if (test.cases === undefined && !test.players.some(hasMark)) return {};
  const stepsOf = ({ name: player, phases, state }: PlayerPlan) => ({ player, phases, ...(state && { state }) });
  return { steps: playersOfTrial(test, trial).map(stepsOf) };
}

type Testing = Pick<Test, 'players' | 'cases'>;

/** The text as the file has it, for people. */
export function unmarked(text: string): string {
  return text.replaceAll(TRIAL_MARK, '%(trial)s');
}

function hasMark({ phases }: PlayerPlan): boolean {
  return PHASES.some((phase) => phases[phase].some((step) => stepText(step).includes(TRIAL_MARK)));
}

function stepsOfTrial(phases: PhaseSteps, trial: number): PhaseSteps {
  const of = (phase: Phase) => phases[phase].map((step) => stepOfTrial(step, String(trial)));
  return { startup: of('startup'), run: of('run'), collect: of('collect'), reset: of('reset') };
}

function stepOfTrial(step: Step, trial: string): Step {
  return withTexts(step, (text) => text.replaceAll(TRIAL_MARK, trial));
}
