import { PHASES, type PlayerPlan, type PutItem, type Test } from '@conductor/types';

/** A file that steps put. */
export type PutFile = Extract<PutItem, { kind: 'file' }>;

/** The files that a player's steps put in any case of a test, each of its bytes once. */
export function putFiles({ players, cases = [] }: Pick<Test, 'players' | 'cases'>, name: string): readonly PutFile[] {
  const plans = [players, ...cases.map((one) => one.players)].flat().filter((plan) => plan.name === name);
  return [...new Map(plans.flatMap(filesOf).map((file) => [file.sha256, file])).values()];
}

function filesOf({ phases }: PlayerPlan): readonly PutFile[] {
  const puts = PHASES.flatMap((phase) => phases[phase].filter((step) => step.kind === 'put'));
  return puts.flatMap(({ items }) => items.filter((item) => item.kind === 'file'));
}
