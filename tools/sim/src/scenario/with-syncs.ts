import { seededRandom, seedOf } from '@conductor/lab/random';
import type { Phase } from '@conductor/types';
import { Dice } from './dice.ts';
import type { PlayerScript, Scenario, StepScript } from './scenario.ts';

/** The same scenario, in some worlds with points at which players wait for each other. Drawn apart, so that all else stays what it was. */
export function withSyncs(scenario: Scenario): Scenario {
  const dice = new Dice(seededRandom(seedOf(scenario.seed, 3)));
  if (scenario.players.length < 2 || !dice.chance(0.4)) return scenario;
  const names = dice.weighted([['meet'], ['meet', 'part']] as const, [2, 1]);
  return names.reduce((sofar, name) => withSync(sofar, name, dice), scenario);
}

function withSync(scenario: Scenario, name: string, dice: Dice): Scenario {
  const phase = dice.weighted(['startup', 'run', 'collect'] as const, [2, 3, 1]);
  const limitMs = dice.pick([400, 4_000, 20_000]);
  const players = scenario.players.map((player) =>
    dice.chance(0.9) ? withStep(player, phase, syncOf(name, limitMs), dice) : player,
  );
  return { ...scenario, players };
}

/** Anywhere in the list: players may come to two of them in different orders. */
function withStep(player: PlayerScript, phase: Phase, step: StepScript, dice: Dice): PlayerScript {
  const list = player.phases[phase];
  return { ...player, phases: { ...player.phases, [phase]: list.toSpliced(dice.whole(0, list.length), 0, step) } };
}

function syncOf(name: string, limitMs: number): StepScript {
  const command = { lastsMs: null, code: 0, diesOf: 'stop', leavesChild: false, isForkable: true } as const;
  return { ...command, kind: 'sync', name, limitMs, mayFail: false };
}
