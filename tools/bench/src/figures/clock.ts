import { availableParallelism } from 'node:os';
import type { Figure } from '../figure.ts';
import { startFleet } from '../ground/fleet.ts';
import type { Ground } from '../ground/ground.ts';
import { runTest } from '../ground/run-test.ts';
import { startsOf } from '../ground/starts.ts';
import { inEachPhase, writeTest } from '../ground/test-files.ts';
import { atMost, type Row } from '../result/row.ts';

const TRIALS = 10;
const QUICK_TRIALS = 1;

/**
 * How well the conductor knows the clock of a player. On one machine both read the same monotonic clock, so that whatever
 * offset is measured is an error.
 */
export const clock: Figure = {
  name: 'clock',
  title: 'what is measured of the clock of a player',
  seconds: 50,
  whyNot: () => null,
  async measure(ground, signal) {
    await using fleet = await startFleet(ground, 1);
    const settings = [`trials: ${ground.isQuick ? QUICK_TRIALS : TRIALS}`];
    const phases = inEachPhase('step1: true');
    const test = writeTest(ground.newFolder('clock'), { players: fleet.players, phases, settings });
    const measured = async () => {
      const rounds: Measured[][] = [];
      for (let round = 0; round < ground.rounds; round += 1) {
        signal.throwIfAborted();
        rounds.push(startsOf(await runTest(ground, test)).map(({ clock: known }) => known));
      }
      return rounds;
    };
    const idle = rowsOf('idle', await measured());
    await using _ = busy(ground);
    return [...idle, ...rowsOf(`beside ${availableParallelism()} busy loops`, await measured())];
  },
};

interface Measured {
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
}

function rowsOf(when: string, rounds: readonly (readonly Measured[])[]): Row[] {
  return [
    {
      kind: 'value',
      name: `clock-error-${when}`,
      what: `error of the clock offset on loopback, ${when}`,
      unit: 'µs',
      statistic: 'p99',
      rounds: rounds.map((round) => round.map(({ offsetMs }) => Math.abs(offsetMs) * 1000)),
      goal: atMost(50),
    },
    {
      kind: 'value',
      name: `clock-outside-${when}`,
      what: `clock offsets outside the uncertainty that is printed, ${when}`,
      unit: 'count',
      statistic: 'sum',
      rounds: rounds.map((round) => round.map(outside)),
      goal: atMost(0),
    },
  ];
}

/** 1 when the truth, which is 0, is not where it was said to be. */
export function outside({ offsetMs, uncertaintyMs }: Measured): number {
  return Math.abs(offsetMs) > uncertaintyMs ? 1 : 0;
}

/** Keeps every processor busy until it is disposed. */
function busy(ground: Ground): AsyncDisposable {
  const loops = Array.from({ length: availableParallelism() }, () =>
    ground.start(['/bin/sh', '-c', 'while :; do :; done']),
  );
  return { [Symbol.asyncDispose]: () => ground.end(loops) };
}
