import { PHASES, type PhaseSteps, type PlayerPlan, type PutItem, type PutStep, type Test } from '@conductor/types';

/** A file that steps put. */
export type PutFile = Extract<PutItem, { kind: 'file' }>;

/** The files that a player's steps put in any case of a test, each of its bytes once. */
export function putFiles({ players, cases = [] }: Pick<Test, 'players' | 'cases'>, name: string): readonly PutFile[] {
  const plans = [players, ...cases.map((one) => one.players)].flat().filter((plan) => plan.name === name);
  return [...new Map(plans.flatMap(filesOf).map((file) => [file.sha256, file])).values()];
}

/** The steps of a player that put something. */
export function putSteps(phases: PhaseSteps): readonly PutStep[] {
  return PHASES.flatMap((phase) => phases[phase].filter((step) => step.kind === 'put'));
}

function filesOf({ phases }: PlayerPlan): readonly PutFile[] {
  return putSteps(phases).flatMap(({ items }) => items.filter((item) => item.kind === 'file'));
}
