import { describe, expect, it } from 'vitest';
import { judge, lawOf } from '../src/judge.ts';
import { drawScenario } from '../src/scenario/draw-scenario.ts';
import { shrink } from '../src/scenario/shrink.ts';
import { MUTANTS } from './mutants.ts';

/** So few worlds show what is wrong. */
const WORLDS = 400;

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
    const isBroken = (scenario: ReturnType<typeof drawScenario>) => {
      const { fault } = judge(scenario, machines);
      return fault !== null && lawOf(fault) === law;
    };
    const seed = Array.from({ length: WORLDS }, (_, at) => at + 1).find((each) => isBroken(drawScenario(each)));
    const smallest = shrink(drawScenario(seed ?? 0), isBroken);
    expect(isBroken(smallest)).toBe(true);
    expect(smallest.players).toHaveLength(1);
    expect(smallest.trials).toBe(1);
    expect(smallest.strokes.length).toBeLessThanOrEqual(1);
  });
});
