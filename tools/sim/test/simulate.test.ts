import { describe, expect, it } from 'vitest';
import { RUN } from '../src/cast.ts';
import { drawScenario } from '../src/scenario/draw-scenario.ts';
import { simulate } from '../src/simulate.ts';
import { tryWorlds } from '../src/try-worlds.ts';

describe('a world', () => {
  it('gives the same story for the same seed', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      expect(simulate(drawScenario(seed)).deeds).toEqual(simulate(drawScenario(seed)).deeds);
    }
  });

  it('in which nothing goes wrong ends with 0, and every step of every player has run', () => {
    const calm = { ...drawScenario(1), strokes: [], rivals: [], trials: 2 };
    const step = {
      kind: 'step',
      lastsMs: 20,
      code: 0,
      mayFail: false,
      diesOf: 'stop',
      leavesChild: false,
      isForkable: true,
      limitMs: 1,
    } as const;
    const phases = { startup: [step], run: [step, step], collect: [], reset: [step] };
    const clock = { aheadMs: 5, driftPpm: 20 };
    const players = ['dut', 'sink'].map((name) => ({ name, listensAtMs: 0, isGuarded: true, clock, phases }));
    const { deeds } = simulate({ ...calm, players, phases: ['startup', 'run', 'collect', 'reset'] });
    expect(deeds.filter(({ kind }) => kind === 'began')).toHaveLength(2 * 2 * 4);
    expect(deeds.find(({ kind }) => kind === 'exited')).toMatchObject({ conductor: RUN, code: 0 });
  });

  it('breaks no law', () => {
    const { failures, endings } = tryWorlds(1, 1_000);
    expect(failures).toEqual([]);
    // All kinds of ends come to be, or the laws would prove little.
    expect(Object.keys(endings)).toEqual(expect.arrayContaining(['0', '1', '3', '4', '5', '130', '131', 'killed']));
  });
});
