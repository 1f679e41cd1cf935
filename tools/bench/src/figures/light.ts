import { whyNoLab } from '@conductor/lab';
import { PHASES } from '@conductor/types';
import type { Figure } from '../figure.ts';
import { BARE_SPAWN } from '../ground/bare-spawn.ts';
import type { Ground } from '../ground/ground.ts';
import { startLightFleet } from '../ground/light-fleet.ts';
import { peakUntilEnd } from '../ground/process-memory.ts';
import { runTest, startTest } from '../ground/run-test.ts';
import { openLabSite } from '../ground/site.ts';
import { succeed } from '../ground/succeed.ts';
import { inEachPhase, writeTest } from '../ground/test-files.ts';
import { trialTimes } from '../ground/trial-times.ts';
import { atMost, type Row } from '../result/row.ts';
import { median } from '../result/statistics.ts';

const PLAYERS = 1000;
const QUICK_PLAYERS = 20;

/** A thousand players in one process: what a trial takes, and what a conductor needs for as many over TLS. */
export const light: Figure = {
  name: 'light',
  title: `${PLAYERS.toLocaleString('en-US')} light players in one process`,
  seconds: 150,
  whyNot: () => null,
  async measure(ground, signal) {
    const count = ground.isQuick ? QUICK_PLAYERS : PLAYERS;
    return [...(await timeRows(ground, count)), await memoryRow(ground, count, signal)];
  },
};

async function timeRows(ground: Ground, count: number): Promise<Row[]> {
  await using fleet = await startLightFleet(ground, count);
  const settings = [`trials: ${2 * ground.rounds}`];
  const phases = inEachPhase('step1: true');
  const test = writeTest(ground.newFolder('light-test'), { players: fleet.players, phases, settings });
  const trials = trialTimes(await runTest(ground, test));
  const bare: number[] = [];
  for (let round = 0; round < ground.rounds; round += 1) {
    const spawns = ground.start([process.execPath, BARE_SPAWN, String(count), 'at-once']);
    bare.push(PHASES.length * count * Number((await succeed(spawns, 'spawn')).stdout));
  }
  const stepsMs = median(bare);
  const who = `${count.toLocaleString('en-US')} light players`;
  return [
    {
      kind: 'value',
      name: 'light-beyond',
      what: `a four-phase trial of \`true\`, ${who}, beyond its steps`,
      note: `${PHASES.length} × ${count} bare spawns in one Node take ${Math.round(stepsMs)} ms`,
      unit: 'ms',
      statistic: 'median',
      rounds: trials.map((ms) => [ms - stepsMs]),
      goal: atMost(2500),
    },
    {
      kind: 'ratio',
      name: 'light',
      what: `a four-phase trial of \`true\`, ${who}`,
      against: `${PHASES.length} × ${count} bare spawns in one Node`,
      unit: 'ms',
      pairs: bare.map((against, round) => ({ subject: median(trials.slice(2 * round, 2 * round + 2)), against })),
      goal: null,
    },
  ];
}

async function memoryRow(ground: Ground, count: number, signal: AbortSignal): Promise<Row> {
  const what = `most memory of \`conduct\` with ${count.toLocaleString('en-US')} players over TLS`;
  const why = whyNoLab();
  if (why !== null) return { kind: 'missing', name: 'light-memory', what, why };
  await using site = await openLabSite();
  await using fleet = await startLightFleet(ground, count, site);
  const test = writeTest(ground.newFolder('light-tls'), { players: fleet.players, phases: inEachPhase('step1: true') });
  signal.throwIfAborted();
  const conduct = startTest(ground, test, site);
  const peakMb = await peakUntilEnd(conduct);
  await succeed(conduct, 'conduct');
  return {
    kind: 'value',
    name: 'light-memory',
    what,
    unit: 'MB',
    statistic: 'worst',
    rounds: [[peakMb]],
    goal: atMost(300),
  };
}
