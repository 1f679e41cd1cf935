import { setTimeout as sleep } from 'node:timers/promises';
import {
  createBed,
  createLab,
  deadManBoundMs,
  isAlive,
  type Program,
  type ProgramEnd,
  playerHost,
  readProcessStat,
  seededRandom,
  usualSteps,
  whyNoLab,
} from '@conductor/lab';
import type { Guarantee, GuaranteeTrial } from './guarantee.ts';
import { STRIKES } from './strikes.ts';
import { failureOf } from './trace-laws.ts';

const VICTIM = 'victim';
const NAMES = [VICTIM, 'bystander'];
const RUN_SECONDS = 0.5;
const WITHIN_MS = 1_600;

/**
 * Something goes wrong at a random moment, for good or for longer than the lease; each kind in turn. The run ends by
 * itself within the dead-man bound: passed, if it was over, or with exit code 3 and a sentence that names the player.
 */
export const nobodyHangs: Guarantee = {
  number: 5,
  title: 'Nobody hangs',
  defaultN: STRIKES.length * 2,
  gateN: 6,
  ceiling: 10_000,
  isAlone: false,
  whyNot: whyNoLab,
  async run(trialIndex, seed, signal) {
    const { name, strike } = STRIKES[trialIndex % STRIKES.length] ?? STRIKES[0] ?? never();
    await using lab = await createLab({ players: NAMES.length });
    await using bed = createBed({ lab, names: NAMES, steps: (words) => usualSteps(words, RUN_SECONDS), signal });
    const players = await bed.startPlayers();
    const conduct = bed.conduct();
    await conduct.lines.find((line) => line.includes('trial 1 of 1 begins'));
    await sleep(seededRandom(seed)() * WITHIN_MS, undefined, { signal });
    const beganMs = performance.now();
    const player = players.get(VICTIM) ?? never();
    if (isAlive(readProcessStat(conduct.pid))) await strike({ lab, conduct, player, host: playerHost(lab, 0) }, signal);
    const trial = await endWithin(conduct, deadManBoundMs(), beganMs, signal);
    return { ...trial, failure: trial.failure === null ? null : `${name}: ${trial.failure}` };
  },
};

async function endWithin(
  conduct: Program,
  boundMs: number,
  beganMs: number,
  signal: AbortSignal,
): Promise<GuaranteeTrial> {
  const timer = new AbortController();
  const late = sleep(boundMs, null, { signal: AbortSignal.any([signal, timer.signal]) });
  const end = await Promise.race([conduct.ended, late]);
  timer.abort();
  late.catch(() => undefined);
  if (end !== null) return { failure: failureOf(endFaults(end)), worstMs: end.atMs - beganMs, hit: end.exitCode !== 0 };
  const said = conduct.lines.seen.slice(-5).join(' | ');
  return { failure: `conduct had not ended after ${boundMs} ms; its last lines: ${said}`, worstMs: boundMs, hit: true };
}

function endFaults({ exitCode, signal, stdout, stderr }: ProgramEnd): string[] {
  const said = `${stdout}\n${stderr}`;
  if (exitCode === 0) return said.includes('is lost') ? ['conduct passed, and said that a player was lost'] : [];
  if (exitCode !== 3) return [`conduct ended with ${exitCode ?? signal}: ${said}`];
  return said.includes(VICTIM) && said.includes('is lost') ? [] : [`conduct ended with 3 and named nobody: ${said}`];
}

function never(): never {
  throw new Error('there is always one');
}
