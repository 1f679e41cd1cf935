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

const SIZES = [100, 1000] as const;
const QUICK_SIZES = [20] as const;
/** Where a trial of fewer players takes longer than this, one of ten times as many is not waited for. */
const PATIENCE_MS = 4_000;

/** Very many players in one process: what a trial takes, and what a conductor needs for as many over TLS. */
export const light: Figure = {
  name: 'light',
  title: `${SIZES.join(' and ')} light players in one process`,
  seconds: 150,
  whyNot: () => null,
  async measure(ground, signal) {
    const rows: Row[] = [];
    let slowest: { readonly count: number; readonly ms: number } | null = null;
    for (const count of ground.isQuick ? QUICK_SIZES : SIZES) {
      if (slowest !== null && slowest.ms > PATIENCE_MS) {
        rows.push(notWaitedFor(count, slowest));
        continue;
      }
      const { trialMs, rows: timed } = await timeRows(ground, count);
      slowest = { count, ms: trialMs };
      rows.push(...timed, await memoryRow(ground, count, signal));
    }
    return rows;
  },
};

function notWaitedFor(count: number, slower: { readonly count: number; readonly ms: number }): Row {
  const why = `a trial of ${slower.count} took ${(slower.ms / 1000).toFixed(1)} s`;
  return {
    kind: 'missing',
    name: `light-${count}`,
    what: `a four-phase trial of \`true\`, ${playersText(count)}`,
    why,
  };
}

function playersText(count: number): string {
  return `${count.toLocaleString('en-US')} light players`;
}

async function timeRows(
  ground: Ground,
  count: number,
): Promise<{ readonly trialMs: number; readonly rows: readonly Row[] }> {
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
  const who = playersText(count);
  const rows: Row[] = [
    {
      kind: 'value',
      name: `light-${count}-beyond`,
      what: `a four-phase trial of \`true\`, ${who}, beyond its steps`,
      note: `${PHASES.length} × ${count} bare spawns in one Node take ${Math.round(stepsMs)} ms`,
      unit: 'ms',
      statistic: 'median',
      rounds: trials.map((ms) => [ms - stepsMs]),
      goal: count === SIZES[1] ? atMost(2500) : null,
    },
    {
      kind: 'ratio',
      name: `light-${count}`,
      what: `a four-phase trial of \`true\`, ${who}`,
      against: `${PHASES.length} × ${count} bare spawns in one Node`,
      unit: 'ms',
      pairs: bare.map((against, round) => ({ subject: median(trials.slice(2 * round, 2 * round + 2)), against })),
      goal: null,
    },
  ];
  return { trialMs: median(trials), rows };
}

async function memoryRow(ground: Ground, count: number, signal: AbortSignal): Promise<Row> {
  const what = `most memory of \`conduct\` with ${count.toLocaleString('en-US')} players over TLS`;
  const why = whyNoLab();
  if (why !== null) return { kind: 'missing', name: `light-${count}-memory`, what, why };
  await using site = await openLabSite();
  await using fleet = await startLightFleet(ground, count, site);
  const test = writeTest(ground.newFolder('light-tls'), { players: fleet.players, phases: inEachPhase('step1: true') });
  signal.throwIfAborted();
  const conduct = startTest(ground, test, site);
  const peakMb = await peakUntilEnd(conduct);
  await succeed(conduct, 'conduct');
  return {
    kind: 'value',
    name: `light-${count}-memory`,
    what,
    unit: 'MB',
    statistic: 'worst',
    rounds: [[peakMb]],
    goal: count === SIZES[1] ? atMost(300) : null,
  };
}
