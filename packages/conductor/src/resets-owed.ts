import type { PlayerHistory, RunHistory, TrialHistory } from '@conductor/results';
import type { PlayerPlan, Test, TestCase } from '@conductor/types';

/**
 * What is to be run of a run's test where its Reset was left: the players, with the Reset steps of the trials that owe it. Trials whose
 * steps differ are cases, each with a trial of its own.
 */
export function resetsOwed(history: RunHistory, players: readonly PlayerPlan[]): Pick<Test, 'players' | 'cases'> {
  const names = players.map(({ name }) => name);
  const owing = history.trials.filter((trial) => names.some((name) => owes(trial, name)));
  const cases = Array.from(Map.groupBy(owing, stepsKey(names)).values(), (trials) => caseOf(trials, names));
  const [first, ...others] = cases;
  if (first === undefined) return { players };
  return others.length === 0 ? { players: first.players } : { players: first.players, cases: namedApart(cases) };
}

/** Whether a player is as a trial left it, as far as the run directory tells. */
export function owes({ begun, players }: TrialHistory, name: string): boolean {
  return begun.includes('startup') && isUnpaid(players.get(name));
}

function isUnpaid(player: PlayerHistory | undefined): boolean {
  return player?.reset !== 'paid' && player?.reset !== 'not-owed';
}

function stepsKey(names: readonly string[]): (trial: TrialHistory) => string {
  return ({ plans }) =>
    JSON.stringify(plans.filter(({ name }) => names.includes(name)).map(({ phases }) => phases.reset));
}

interface OwedCase extends TestCase {
  readonly trial: number;
}

function caseOf([first]: readonly TrialHistory[], names: readonly string[]): OwedCase {
  const { trial, plans } = first ?? { trial: { caseName: '', trial: 1 }, plans: [] };
  return {
    name: trial.caseName,
    values: [],
    players: plans.filter(({ name }) => names.includes(name)),
    trial: trial.trial,
  };
}

/** Trials of one case may differ by their numbers. */
function namedApart(cases: readonly OwedCase[]): TestCase[] {
  const isOne = new Set(cases.map(({ name }) => name)).size === cases.length;
  return cases.map(({ trial, ...one }) => (isOne ? one : { ...one, name: `trial=${trial}` }));
}
