import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, pairsOf } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { moveAway } from '../ground/far-players.ts';
import { type FleetPlayer, startFleet } from '../ground/fleet.ts';
import type { Ground } from '../ground/ground.ts';
import { runTest } from '../ground/run-test.ts';
import { startsOf } from '../ground/starts.ts';
import { inEachPhase, writeTest } from '../ground/test-files.ts';
import { trialTimes } from '../ground/trial-times.ts';
import { atMost, type Row } from '../result/row.ts';
import { median } from '../result/statistics.ts';
import { outside } from './clock.ts';
import { spreadsMs } from './spread/stamps.ts';

const PLAYERS = 10;
const ROUND_TRIPS_MS = [1, 50] as const;
const TRIALS = 5;
/** What a trial may take longer on slow links, whatever the number of players. */
const ROUND_TRIPS = 20;

/** The same players near and far: how far together they start, and how long a trial takes. */
export const links: Figure = {
  name: 'links',
  title: `${PLAYERS} players at the ends of links of ${ROUND_TRIPS_MS.join(' to ')} ms`,
  seconds: 70,
  whyNot: () => null,
  async measure(ground, signal) {
    await using fleet = await startFleet(ground, ground.isQuick ? 2 : PLAYERS);
    await using far = await moveAway(ground, fleet, ROUND_TRIPS_MS);
    const trials = { near: [] as number[], far: [] as number[] };
    const outsides: number[][] = [];
    const runNear = stampedRun(ground, fleet.players);
    const runFar = stampedRun(ground, far.players);
    const measures = {
      near: async () => {
        const { spreadMs, trialMs } = await runNear();
        trials.near.push(trialMs);
        return spreadMs;
      },
      far: async () => {
        const { spreadMs, trialMs, outsideCounts } = await runFar();
        trials.far.push(trialMs);
        outsides.push(outsideCounts);
        return spreadMs;
      },
    };
    const spreads = await alternate({ rounds: ground.rounds, turnsEach: 1 }, measures, signal);
    const who = `${fleet.players.length} players through proxies with ${ROUND_TRIPS_MS.join(' to ')} ms round trip`;
    const more = pairsOf(trials.far, trials.near).map(({ subject, against }) => [subject - against]);
    return [
      {
        kind: 'ratio',
        name: 'links-spread',
        what: `spread of the first commands of ${who}`,
        against: 'without them',
        unit: 'ms',
        pairs: pairsOf(spreads.far, spreads.near),
        goal: atMost(1.3),
      },
      {
        kind: 'value',
        name: 'links-outside',
        what: `clock offsets outside the uncertainty that is printed, ${who}`,
        unit: 'count',
        statistic: 'sum',
        rounds: outsides,
        goal: atMost(0),
      },
      {
        kind: 'value',
        name: 'links-trial',
        what: `a four-phase trial of \`true\`, ${who}: longer than without them`,
        note: `the goal is ${ROUND_TRIPS} round trips of the slowest`,
        unit: 'ms',
        statistic: 'median',
        rounds: more,
        goal: atMost(ROUND_TRIPS * far.slowestMs),
      },
    ] satisfies Row[];
  },
};

function stampedRun(ground: Ground, players: readonly FleetPlayer[]) {
  const folder = ground.newFolder('links');
  const file = join(folder, 'stamps');
  const phases = inEachPhase(`step1: ${ground.floor.program} stamp ${file}`);
  const test = writeTest(folder, { players, phases, settings: [`trials: ${ground.isQuick ? 1 : TRIALS}`] });
  return async () => {
    rmSync(file, { force: true });
    const events = await runTest(ground, test);
    return {
      spreadMs: median(spreadsMs(file, players.length)),
      trialMs: median(trialTimes(events)),
      outsideCounts: startsOf(events).map(({ clock }) => outside(clock)),
    };
  };
}
