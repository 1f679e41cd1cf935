import type { PlayerStart } from '@conductor/types';
import type { Figure } from '../figure.ts';
import { startFleet } from '../ground/fleet.ts';
import { runTest } from '../ground/run-test.ts';
import { startsOf } from '../ground/starts.ts';
import { inEachPhase, writeTest } from '../ground/test-files.ts';
import { atLeast, atMost, type Goal, type Row, type ValueRow } from '../result/row.ts';

/** Four starts each. */
const TRIALS = 10;
const QUICK_TRIALS = 1;

/** How exactly one player starts at the instant that it is told. */
export const start: Figure = {
  name: 'start',
  title: 'a lone player starts at its instant',
  seconds: 20,
  whyNot: () => null,
  async measure(ground, signal) {
    await using fleet = await startFleet(ground, 1);
    const settings = [`trials: ${ground.isQuick ? QUICK_TRIALS : TRIALS}`];
    const phases = inEachPhase('step1: true');
    const test = writeTest(ground.newFolder('start'), { players: fleet.players, phases, settings });
    const rounds: number[][] = [];
    for (let round = 0; round < ground.rounds; round += 1) {
      signal.throwIfAborted();
      rounds.push(startsOf(await runTest(ground, test)).map(lateMs));
    }
    const row = (statistic: ValueRow['statistic'], goal: Goal): Row => ({
      kind: 'value',
      name: `start-${statistic}`,
      what: 'start error of a lone player',
      unit: 'ms',
      statistic,
      rounds,
      goal,
    });
    // Never early is the first of them.
    return [row('least', atLeast(0)), row('median', atMost(0.15)), row('p99', atMost(1))];
  },
};

function lateMs({ player, lateMs: late }: PlayerStart): number {
  if (late === null) throw new Error(`player ${player} did not start at an instant`);
  return late;
}
