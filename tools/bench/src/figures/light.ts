import { join } from 'node:path';
import { whyNoLab } from '@conductor/lab';
import { PHASES } from '@conductor/types';
import { attempt } from '../attempt.ts';
import type { Figure } from '../figure.ts';
import { BARE_SPAWN } from '../ground/bare-spawn.ts';
import type { Ground } from '../ground/ground.ts';
import { startLightFleet } from '../ground/light-fleet.ts';
import { peakUntilEnd } from '../ground/process-memory.ts';
import { readEvents, resultsOf, startTest } from '../ground/run-test.ts';
import { LOOPBACK, openLabSite, type Site } from '../ground/site.ts';
import { succeed } from '../ground/succeed.ts';
import { inEachPhase, writeTest } from '../ground/test-files.ts';
import { trialTimes } from '../ground/trial-times.ts';
import { atMost, type Row } from '../result/row.ts';
import { median } from '../result/statistics.ts';

const SIZES = [100, 1000] as const;
const QUICK_SIZES = [20] as const;
/** No run is waited for longer than this, and so much more for each player. */
const RUN_LIMIT_MS = 60_000;
const RUN_LIMIT_EACH_MS = 900;

/** Very many players in one process: what a trial takes, and what a conductor needs for as many over TLS. */
export const light: Figure = {
  name: 'light',
  title: `${SIZES.join(' and ')} light players in one process`,
  seconds: 850,
  whyNot: () => null,
  async measure(ground, signal) {
    const rows: Row[] = [];
    let whyNot: string | null = null;
    for (const count of ground.isQuick ? QUICK_SIZES : SIZES) {
      const time = { name: `light-${count}`, what: `a four-phase trial of \`true\`, ${playersText(count)}` };
      const memory = {
        name: `light-${count}-memory`,
        what: `most memory of \`conduct\`, ${playersText(count)} over TLS`,
      };
      if (whyNot !== null) {
        rows.push({ kind: 'missing', ...time, why: whyNot }, { kind: 'missing', ...memory, why: whyNot });
        continue;
      }
      const timed = await attempt(time, () => timeRows(ground, count, time), signal);
      const remembered = await attempt(memory, () => memoryRows(ground, count, memory), signal);
      rows.push(...timed, ...remembered);
      if (rows.some(({ kind }) => kind === 'failed')) whyNot = `it failed with ${count}`;
    }
    return rows;
  },
};

function playersText(count: number): string {
  return `${count.toLocaleString('en-US')} light players`;
}

/** A row to be. */
interface Head {
  readonly name: string;
  readonly what: string;
}

async function timeRows(ground: Ground, count: number, { name, what }: Head): Promise<Row[]> {
  await using fleet = await startLightFleet(ground, count);
  const settings = [`trials: ${2 * ground.rounds}`];
  const phases = inEachPhase('step1: true');
  const test = writeTest(ground.newFolder('light-test'), { players: fleet.players, phases, settings });
  const trials = await trialsInTime(ground, test, count);
  const bare: number[] = [];
  for (let round = 0; round < ground.rounds; round += 1) {
    const spawns = ground.start([process.execPath, BARE_SPAWN, String(count), 'at-once']);
    bare.push(PHASES.length * count * Number((await succeed(spawns, 'spawn')).stdout));
  }
  const stepsMs = median(bare);
  return [
    {
      kind: 'value',
      name: `${name}-beyond`,
      what: `${what}, beyond its steps`,
      note: `${PHASES.length} × ${count} bare spawns in one Node take ${Math.round(stepsMs)} ms`,
      unit: 'ms',
      statistic: 'median',
      rounds: trials.map((ms) => [ms - stepsMs]),
      goal: count === SIZES[1] ? atMost(2500) : null,
    },
    {
      kind: 'ratio',
      name,
      what,
      against: `${PHASES.length} × ${count} bare spawns in one Node`,
      unit: 'ms',
      pairs: bare.map((against, round) => ({ subject: trials[round % trials.length] ?? Number.NaN, against })),
      goal: null,
    },
  ];
}

async function memoryRows(ground: Ground, count: number, { name, what }: Head): Promise<Row[]> {
  const why = whyNoLab();
  if (why !== null) return [{ kind: 'missing', name, what, why }];
  await using site = await openLabSite();
  await using fleet = await startLightFleet(ground, count, site);
  const test = writeTest(ground.newFolder('light-tls'), { players: fleet.players, phases: inEachPhase('step1: true') });
  const { peakMb } = await runInTime(ground, test, count, site);
  const goal = count === SIZES[1] ? atMost(300) : null;
  return [{ kind: 'value', name, what, unit: 'MB', statistic: 'worst', rounds: [[peakMb]], goal }];
}

/** How long each trial took that was over in time. Throws when none was. */
async function trialsInTime(ground: Ground, test: string, count: number): Promise<number[]> {
  const { isLate } = await runInTime(ground, test, count, LOOPBACK);
  const trials = trialTimes(readEvents(join(resultsOf(test), 'latest')));
  // The last one was interrupted.
  const whole = isLate ? trials.slice(0, -1) : trials;
  if (whole.length === 0) throw new Error(`no trial was over within ${limitMs(count) / 1000} s`);
  return whole;
}

/** Runs a test to its end, or interrupts it when its time is over. Throws when it fails. */
async function runInTime(
  ground: Ground,
  test: string,
  count: number,
  site: Site,
): Promise<{ readonly isLate: boolean; readonly peakMb: number }> {
  const conduct = startTest(ground, test, site);
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    conduct.kill('SIGINT');
  }, limitMs(count));
  const peakMb = await peakUntilEnd(conduct);
  clearTimeout(limit);
  if (!isLate) await succeed(conduct, 'conduct');
  return { isLate, peakMb };
}

function limitMs(count: number): number {
  return RUN_LIMIT_MS + RUN_LIMIT_EACH_MS * count;
}
