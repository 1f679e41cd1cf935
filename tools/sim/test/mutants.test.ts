import { describe, expect, it } from 'vitest';
import { judge, lawOf } from '../src/judge.ts';
import { drawScenario } from '../src/scenario/draw-scenario.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { shrink } from '../src/scenario/shrink.ts';
import { MUTANTS } from './mutants.ts';

/** So few worlds show what is wrong. */
const WORLDS = 400;

/** How much there is to read in a world. */
function sizeOf({ players, strokes, rivals, trials }: Scenario): number {
  const steps = players.flatMap(({ phases }) => Object.values(phases).flat());
  return players.length + steps.length + strokes.length + rivals.length + trials;
}

describe('the laws find', () => {
  it.each(MUTANTS)('%s', (_, law, machines) => {
    const laws = new Set<string>();
    for (let seed = 1; seed <= WORLDS && !laws.has(law); seed += 1) {
      const { fault } = judge(drawScenario(seed), machines);
      if (fault !== null) laws.add(lawOf(fault));
    }
    expect([...laws]).toContain(law);
  });
});

describe('a world that breaks a law', () => {
  it('is made smaller and breaks it still', () => {
    const [forgetful] = MUTANTS;
    if (!forgetful) throw new Error('there is no mutant');
    const [, law, machines] = forgetful;
    const isBroken = (scenario: Scenario) => {
      const { fault } = judge(scenario, machines);
      return fault !== null && lawOf(fault) === law;
    };
    const worlds = Array.from({ length: WORLDS }, (_, at) => drawScenario(at + 1));
    const large = worlds.find((world) => world.strokes.length > 2 && world.players.length > 1 && isBroken(world));
    if (!large) throw new Error(`none of ${WORLDS} worlds is large and breaks ${law}`);
    const smallest = shrink(large, isBroken);
    expect(isBroken(smallest)).toBe(true);
    expect(sizeOf(smallest)).toBeLessThan(sizeOf(large) / 2);
  });
});
