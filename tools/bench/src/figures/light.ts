import { whyNoLab } from '@conductor/lab';
import { PHASES } from '@conductor/types';
import { attempt } from '../attempt.ts';
import type { Figure } from '../figure.ts';
import { BARE_SPAWN } from '../ground/bare-spawn.ts';
import type { Ground } from '../ground/ground.ts';
import { startLightFleet } from '../ground/light-fleet.ts';
import { runTrials, type TrialsRun } from '../ground/run-trials.ts';
import { LOOPBACK, openLabSite } from '../ground/site.ts';
import { succeed } from '../ground/succeed.ts';
import { inEachPhase, writeTest } from '../ground/test-files.ts';
import { atLeast, atMost, type Row } from '../result/row.ts';
import { median } from '../result/statistics.ts';

const SIZES = [100, 1000] as const;
const QUICK_SIZES = [20] as const;
/** A trial that takes longer than this, and so much for each player, stands still. */
const STALLS_AFTER_MS = 60_000;
const STALLS_AFTER_EACH_MS = 180;

/** Very many players in one process: what a trial takes, and what a conductor needs for as many over TLS. */
export const light: Figure = {
  name: 'light',
  title: `${SIZES.join(' and ')} light players in one process`,
  seconds: 750,
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
  const { row, times } = await passedTrials(ground, count, { trials: ground.rounds, isOverTls: false });
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
      rounds: times.map((ms) => [ms - stepsMs]),
      goal: count === SIZES[1] ? atMost(2500) : null,
    },
    {
      kind: 'ratio',
      name,
      what,
      against: `${PHASES.length} × ${count} bare spawns in one Node`,
      unit: 'ms',
      pairs: bare.map((against, round) => ({ subject: times[round % times.length] ?? Number.NaN, against })),
      goal: null,
    },
    row,
  ];
}

async function memoryRows(ground: Ground, count: number, { name, what }: Head): Promise<Row[]> {
  const why = whyNoLab();
  if (why !== null) return [{ kind: 'missing', name, what, why }];
  const { row, peakMb } = await passedTrials(ground, count, { trials: 2 * ground.rounds, isOverTls: true });
  const goal = count === SIZES[1] ? atMost(300) : null;
  return [{ kind: 'value', name, what, unit: 'MB', statistic: 'worst', rounds: [[peakMb]], goal }, row];
}

/** Runs so many trials. Throws when none of them passed. */
async function passedTrials(
  ground: Ground,
  count: number,
  { trials, isOverTls }: { readonly trials: number; readonly isOverTls: boolean },
): Promise<TrialsRun & { readonly row: Row }> {
  await using tls = isOverTls ? await openLabSite() : null;
  const site = tls ?? LOOPBACK;
  await using fleet = await startLightFleet(ground, count, site);
  const settings = [`trials: ${trials}`];
  const phases = inEachPhase('step1: true');
  const test = writeTest(ground.newFolder('light-test'), { players: fleet.players, phases, settings });
  const run = await runTrials(ground, test, site, STALLS_AFTER_MS + STALLS_AFTER_EACH_MS * count);
  if (run.times.length === 0) throw new Error(`none of ${trials} trials passed`);
  const how = isOverTls ? { suffix: 'tls', text: ' over TLS' } : { suffix: 'plain', text: '' };
  return {
    ...run,
    row: {
      kind: 'value',
      name: `light-${count}-passed-${how.suffix}`,
      what: `trials that ended and passed, of ${trials} with ${playersText(count)}${how.text}`,
      unit: 'count',
      statistic: 'sum',
      rounds: [[run.times.length]],
      goal: atLeast(trials),
    },
  };
}
