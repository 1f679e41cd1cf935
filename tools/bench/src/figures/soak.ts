import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf } from '@conductor/types';
import type { Figure } from '../figure.ts';
import { startFleet } from '../ground/fleet.ts';
import { residentMb } from '../ground/process-memory.ts';
import { startTest } from '../ground/run-test.ts';
import { inEachPhase, writeTest } from '../ground/test-files.ts';
import { atMost, type Row } from '../result/row.ts';
import { median } from '../result/statistics.ts';

const MINUTE_MS = 60_000;
const QUICK_MS = 3_000;
/** Left out: after some 500 trials the heaps have grown to what V8 allows them, two and a half times what is in use. */
const WARM_UP_MS = 60_000;
const LOOK_MS = 200;
/** What a player may take to remove the files of a run. */
const TIDY_MS = 10_000;
/** More than there is time for: Ctrl-C ends the run. */
const TRIALS = 100_000;
/** What `conduct` says with when it was interrupted and has reset. */
const INTERRUPTED = 130;
/** Of a state folder. */
const AUDIT = 'audit';
/** Collectors of garbage come when they like: less than this is no growth. */
const STEADY = 1.05;

/** One run of short trials without an end: whether the two programs need more of anything the longer it lasts. */
export const soak: Figure = {
  name: 'soak',
  title: 'short trials, one after another',
  seconds: 135,
  whyNot: () => null,
  async measure(ground, signal) {
    await using fleet = await startFleet(ground, 1);
    const [player] = fleet.players;
    if (player === undefined) throw new Error('a fleet of one has no player');
    const before = await fewestFiles(player.stateFolder, Number.POSITIVE_INFINITY, signal);
    const files = { players: fleet.players, phases: inEachPhase('step1: true'), settings: [`trials: ${TRIALS}`] };
    const conduct = startTest(ground, writeTest(ground.newFolder('soak'), files));
    const looks: { readonly player: Look; readonly conduct: Look }[] = [];
    const beginMs = performance.now() + (ground.isQuick ? 0 : WARM_UP_MS);
    const endMs = beginMs + (ground.isQuick ? QUICK_MS : ground.minutes * MINUTE_MS);
    while (performance.now() < endMs) {
      await sleep(LOOK_MS, undefined, { signal });
      const look = { player: lookAt(player.pid), conduct: lookAt(conduct.pid) };
      if (performance.now() >= beginMs) looks.push(look);
    }
    conduct.kill('SIGINT');
    const { exitCode, stderr } = await conduct.ended;
    if (exitCode !== INTERRUPTED) throw new Error(`conduct ended with ${exitCode}: ${stderr}`);
    const after = await fewestFiles(player.stateFolder, before, signal);
    return [
      ...growth(
        '`player`',
        looks.map((look) => look.player),
      ),
      ...growth(
        '`conduct`',
        looks.map((look) => look.conduct),
      ),
      {
        kind: 'value',
        name: 'soak-files',
        what: 'files more in the state folder of the player after short trials than before, without its audit log',
        unit: 'count',
        statistic: 'sum',
        rounds: [[after - before]],
        goal: atMost(0),
      },
    ];
  },
};

/** What a process has at one moment. */
interface Look {
  readonly residentMb: number;
  readonly descriptors: number;
}

function lookAt(pid: number): Look {
  return { residentMb: residentMb(pid), descriptors: readdirSync(`/proc/${pid}/fd`).length };
}

/** The last third of the time against the second; the first is for what a slow machine has not done before. */
function growth(who: string, looks: readonly Look[]): Row[] {
  const third = Math.floor(looks.length / 3);
  const [middle, last] = [looks.slice(third, 2 * third), looks.slice(2 * third)];
  const of = (key: keyof Look, part: readonly Look[]) => median(part.map((look) => look[key]));
  const row = (key: keyof Look, what: string, unit: 'MB' | 'count', bound: number): Row => ({
    kind: 'ratio',
    name: `soak-${key}-${who.replaceAll('`', '')}`,
    what: `${what} of ${who} in the last third of short trials, a minute of them before`,
    against: 'in the second third',
    unit,
    pairs: [{ subject: of(key, last), against: of(key, middle) }],
    goal: atMost(bound),
  });
  return [row('residentMb', 'resident memory', 'MB', STEADY), row('descriptors', 'descriptors', 'count', 1)];
}

/** A player that was given back says so, and then removes what it kept for the run. */
async function fewestFiles(folder: string, wanted: number, signal: AbortSignal): Promise<number> {
  const endMs = performance.now() + TIDY_MS;
  let count = fileCount(folder);
  while (count === null || (count > wanted && performance.now() < endMs)) {
    await sleep(LOOK_MS, undefined, { signal });
    count = fileCount(folder);
  }
  return count;
}

/** Without the audit log, which is kept on purpose. `null` when folders were removed while they were counted. */
function fileCount(folder: string): number | null {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory() && entry.parentPath !== join(folder, AUDIT)).length;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
