import { PHASES, type Phase, type Place, type PlayerPlan, secretsOf, type Test } from '@conductor/types';

/** Where a secret is used. */
export interface SecretUse {
  readonly name: string;
  readonly player: PlayerPlan;
  readonly key: string;
  readonly place: Place;
}

/** A secret that a run needs, where it is used first, and where else. */
export interface NeededSecret {
  readonly name: string;
  readonly first: SecretUse;
  readonly uses: readonly SecretUse[];
}

/** The secrets that a run of these phases needs, in the order of their first uses. */
export function neededSecrets({ players, cases }: Test, phases: readonly Phase[]): readonly NeededSecret[] {
  const all = cases?.flatMap((one) => one.players) ?? players;
  const uses = new Map(all.flatMap((player) => usesOf(player, phases)).map((use) => [placeKey(use), use]));
  const byName = Map.groupBy(uses.values(), ({ name }) => name);
  return [...byName].flatMap(([name, uses]) => uses.slice(0, 1).map((first) => ({ name, first, uses })));
}

/** A step of many cases is one place. */
function placeKey({ name, player, key, place }: SecretUse): string {
  return JSON.stringify([name, player.name, key, place]);
}

/** Reset may be run whatever was asked for. */
function usesOf(player: PlayerPlan, phases: readonly Phase[]): readonly SecretUse[] {
  const steps = PHASES.filter((phase) => phase === 'reset' || phases.includes(phase)).flatMap(
    (phase) => player.phases[phase],
  );
  return steps.flatMap((step) => secretsOf(step).map((name) => ({ name, player, key: step.key, place: step.place })));
}
