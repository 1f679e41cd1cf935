import { PHASES } from '@conductor/types';
import { alternate, pairsOf } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { type Fleet, startFleet } from '../ground/fleet.ts';
import type { Ground } from '../ground/ground.ts';
import { runTest } from '../ground/run-test.ts';
import { inEachPhase, writeTest } from '../ground/test-files.ts';
import { trialTimes } from '../ground/trial-times.ts';
import { atMost, type Row } from '../result/row.ts';
import { median } from '../result/statistics.ts';

/** How many players, how many trials in each round, and what a trial may take beyond its steps. */
const SIZES = [
  { players: 1, trials: 20, boundMs: 40 },
  { players: 10, trials: 10, boundMs: 60 },
  { players: 100, trials: 2, boundMs: 1000 },
] as const;
const QUICK_TRIALS = 2;

/** What a whole trial takes in which every player runs `true` in each phase, compared with shells that the floor starts. */
export const trial: Figure = {
  name: 'trial',
  title: 'a whole four-phase trial of `true`',
  seconds: 150,
  whyNot: () => null,
  async measure(ground, signal) {
    const sizes = ground.isQuick ? SIZES.slice(0, 1) : SIZES;
    await using fleet = await startFleet(ground, Math.max(...sizes.map(({ players }) => players)));
    const rows: Row[] = [];
    const perPlayer: (readonly number[])[] = [];
    for (const { players, trials, boundMs } of sizes) {
      const test = testOf(ground, fleet, players, ground.isQuick ? QUICK_TRIALS : trials);
      const measures = {
        trial: async () => median(trialTimes(await runTest(ground, test))),
        // What Startup, Run, Collect and Reset would be if there were nothing but the commands.
        floor: async () => PHASES.length * (await ground.floor.spawnShells(players, 'true')),
      };
      const samples = await alternate({ rounds: ground.rounds, turnsEach: 1 }, measures, signal);
      const pairs = pairsOf(samples.trial, samples.floor);
      const beyond = pairs.map(({ subject, against }) => subject - against);
      perPlayer.push(beyond.map((ms) => ms / players));
      const who = players === 1 ? '1 player' : `${players} player processes`;
      const what = `a four-phase trial of \`true\`, ${who}`;
      rows.push(
        {
          kind: 'value',
          name: `trial-${players}-beyond`,
          what: `${what}, beyond its steps`,
          unit: 'ms',
          statistic: 'median',
          rounds: beyond.map((ms) => [ms]),
          goal: atMost(boundMs),
        },
        {
          kind: 'ratio',
          name: `trial-${players}`,
          what,
          against: `${PHASES.length} × ${players} shells by the ${ground.floor.language} floor`,
          unit: 'ms',
          pairs,
          goal: null,
        },
      );
    }
    return [...rows, ...linearity(perPlayer)];
  },
};

function testOf(ground: Ground, { players }: Fleet, count: number, trials: number): string {
  const phases = inEachPhase('step1: true');
  const settings = [`trials: ${trials}`];
  return writeTest(ground.newFolder('trial'), { players: players.slice(0, count), phases, settings });
}

/** Whether a player costs more where there are more of them: of the two largest sizes. */
function linearity(perPlayer: readonly (readonly number[])[]): Row[] {
  const [fewer, more] = perPlayer.slice(-2);
  if (fewer === undefined || more === undefined) return [];
  return [
    {
      kind: 'ratio',
      name: 'trial-linear',
      what: 'the same for each of 100 players',
      against: 'for each of 10',
      unit: 'ms',
      pairs: pairsOf(more, fewer),
      goal: atMost(1),
    },
  ];
}
