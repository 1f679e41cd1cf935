import type { RunEvent } from '@conductor/types';
import { alternate, pairsOf } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { BARE_SPAWN } from '../ground/bare-spawn.ts';
import { startFleet } from '../ground/fleet.ts';
import { runTest } from '../ground/run-test.ts';
import { succeed } from '../ground/succeed.ts';
import { writeTest } from '../ground/test-files.ts';
import { atMost } from '../result/row.ts';

const STEPS = 500;
const QUICK_STEPS = 20;

/** What a step costs beside the command itself: containment, journal, files for its output, and the gap to the next. */
export const step: Figure = {
  name: 'step',
  title: 'one step',
  seconds: 25,
  whyNot: () => null,
  async measure(ground, signal) {
    const count = ground.isQuick ? QUICK_STEPS : STEPS;
    await using fleet = await startFleet(ground, 1);
    const run = Array.from({ length: count }, (_, at) => `step${at + 1}: true`);
    const test = writeTest(ground.newFolder('step'), { players: fleet.players, phases: { run } });
    const measures = {
      step: async () => msOfRun(await runTest(ground, test)) / count,
      bare: async () =>
        Number((await succeed(ground.start([process.execPath, BARE_SPAWN, String(count)]), 'spawn')).stdout),
    };
    const samples = await alternate({ rounds: ground.rounds, turnsEach: 1 }, measures, signal);
    return [
      {
        kind: 'ratio',
        name: 'step',
        what: `one \`true\` step in a list of ${count}`,
        against: "spawn('/bin/sh', ['-c', 'true']) in a Node of the same size",
        unit: 'ms',
        pairs: pairsOf(samples.step, samples.bare),
        goal: atMost(1.6),
      },
    ];
  },
};

/** From the beginning of the first step of Run until the last one has ended, by the clock of the player. */
function msOfRun(events: readonly RunEvent[]): number {
  const times = events.flatMap((event) => {
    if (event.kind !== 'journal' || !('step' in event.record)) return [];
    const { kind, monotonicNs } = event.record;
    return kind === 'step-began' || kind === 'step-ended' ? [Number(monotonicNs)] : [];
  });
  return (Math.max(...times) - Math.min(...times)) / 1e6;
}
