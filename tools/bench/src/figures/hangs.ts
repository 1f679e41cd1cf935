import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunResult } from '@conductor/types';
import { PHASES } from '@conductor/types';
import type { Figure } from '../figure.ts';
import { type FleetPlayer, startFleet } from '../ground/fleet.ts';
import type { Ground } from '../ground/ground.ts';
import { resultsOf, startTest } from '../ground/run-test.ts';
import { inEachPhase, writeTest } from '../ground/test-files.ts';
import { atMost, type Row } from '../result/row.ts';

const SIZES = [50, 100, 200] as const;
const QUICK_SIZES = [3] as const;
/** What takes so much longer than it can hangs. */
const HANGS_AFTER_MS = 60_000;
const WHY_CHARACTERS = 2_000;

/** Trials with very many player processes: how many hang, and of how many steps the result is lost. */
export const hangs: Figure = {
  name: 'hangs',
  title: 'trials with 50, 100 and 200 player processes',
  seconds: 150,
  whyNot: () => null,
  async measure(ground, signal) {
    const sizes = ground.isQuick ? QUICK_SIZES : SIZES;
    await using fleet = await startFleet(ground, Math.max(...sizes));
    const rows: Row[] = [];
    for (const size of sizes) {
      const lost: number[][] = [];
      for (let trial = 0; trial < ground.trials; trial += 1) {
        lost.push([await lostResults(ground, fleet.players.slice(0, size), signal)]);
      }
      rows.push({
        kind: 'value',
        name: `hangs-${size}`,
        what: `hangs and lost results, ${ground.trials} four-phase trials with ${size} player processes`,
        unit: 'count',
        statistic: 'sum',
        rounds: lost,
        goal: atMost(0),
      });
    }
    return rows;
  },
};

/** How many steps of one trial did not pass with all that they printed in the run directory; all of them when it hangs. */
async function lostResults(ground: Ground, players: readonly FleetPlayer[], signal: AbortSignal): Promise<number> {
  const phases = inEachPhase('step1: echo "$CONDUCTOR_PLAYER $CONDUCTOR_PHASE"');
  const test = writeTest(ground.newFolder('hangs'), { players, phases });
  const conduct = startTest(ground, test);
  const isOver = conduct.ended.then(() => true);
  const limit = new AbortController();
  const late = sleep(HANGS_AFTER_MS + 1000 * players.length, false, {
    signal: AbortSignal.any([signal, limit.signal]),
  });
  const ended = await Promise.race([isOver, late]);
  limit.abort();
  await late.catch(() => false);
  if (!ended) await ground.end([conduct]);
  const { stdout, stderr } = await conduct.ended;
  const lost = PHASES.length * players.length - keptResults(join(resultsOf(test), 'latest'));
  // The report of so many players is long; what went wrong is at its end.
  if (lost > 0) console.error(`${ended ? 'lost' : 'hangs'}: ${stderr}${stdout.slice(-WHY_CHARACTERS)}`);
  return lost;
}

function keptResults(runDirectory: string): number {
  const result: RunResult = JSON.parse(readFileSync(join(runDirectory, 'run.json'), 'utf8'));
  let kept = 0;
  for (const trial of result.trials) {
    for (const { phase, players } of trial.phases) {
      for (const { player, steps } of players) {
        const paths = steps.flatMap(({ verdict, stdout }) => (verdict === 'passed' ? [stdout.path] : []));
        const texts = paths.map((path) => (path === null ? '' : readFileSync(join(runDirectory, path), 'utf8')));
        if (texts.length === 1 && texts[0] === `${player} ${phase}\n`) kept += 1;
      }
    }
  }
  return kept;
}
