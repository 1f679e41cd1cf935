import { describe, expect, it } from 'vitest';
import { RUN } from '../src/cast.ts';
import { drawScenario } from '../src/scenario/draw-scenario.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { simulate } from '../src/simulate.ts';
import { tryWorlds } from '../src/try-worlds.ts';

describe('a world', () => {
  it('gives the same story for the same seed', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      expect(simulate(drawScenario(seed)).deeds).toEqual(simulate(drawScenario(seed)).deeds);
    }
  });

  it('in which nothing goes wrong ends with 0, and every step of every player has run', () => {
    const { deeds } = simulate(calmWorld());
    expect(deeds.filter(({ kind }) => kind === 'began')).toHaveLength(2 * 2 * 4);
    expect(deeds.find(({ kind }) => kind === 'exited')).toMatchObject({ conductor: RUN, code: 0 });
  });

  it('in which a player is claimed twice, since what it was claimed over first broke unseen, goes on as if it had not', () => {
    const echo = { when: { kind: 'ms', atMs: 0 }, kind: 'echo', player: 'dut', forMs: 5_000 } as const;
    for (let seed = 1; seed <= 20; seed += 1) {
      const calm = calmWorld();
      const timing = { ...calm.timing, waitFreeMs: 0 };
      // The first attempt is in vain: the one after it comes twice.
      const players = calm.players.map((player) => ({ ...player, listensAtMs: 50 }));
      const { deeds } = simulate({ ...calm, players, timing, seed, strokes: [echo] });
      expect(deeds.find(({ kind }) => kind === 'exited')).toMatchObject({ conductor: RUN, code: 0 });
    }
  });

  it('breaks no law', () => {
    const { failures, endings } = tryWorlds(1, 1_000);
    expect(failures).toEqual([]);
    // All kinds of ends come to be, or the laws would prove little.
    expect(Object.keys(endings)).toEqual(expect.arrayContaining(['0', '1', '3', '4', '5', '130', '131', 'killed']));
  });
});

/** Two players whose every step passes, and nothing that goes wrong. */
function calmWorld(): Scenario {
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
  return { ...calm, players, phases: ['startup', 'run', 'collect', 'reset'] };
}
