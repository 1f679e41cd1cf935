import { setTimeout as sleep } from 'node:timers/promises';
import {
  bootSeconds,
  createBed,
  createLab,
  killAtRandom,
  type Program,
  seededRandom,
  usualSteps,
  whyNoLab,
} from '@conductor/lab';
import { awaitResets, owing } from './await-resets.ts';
import type { Guarantee } from './guarantee.ts';
import { failureOf, resetFaults } from './trace-laws.ts';

const NAMES = ['left', 'right'];
const RUN_SECONDS = 0.5;
/** A run of these steps lasts about as long, so that moments lie in all its phases. */
const WITHIN_MS = 1_600;

/**
 * The conductor is killed at a random moment; every other time the network dies first, so that nothing tells the
 * players but their leases. Whoever began Startup has reset within the dead-man bound.
 */
export const resetIsOwed: Guarantee = {
  number: 1,
  title: 'Reset is owed and paid',
  defaultN: 20,
  gateN: 6,
  ceiling: 10_000,
  isAlone: false,
  whyNot: whyNoLab,
  async run(trialIndex, seed, signal) {
    await using lab = await createLab({ players: NAMES.length });
    await using bed = createBed({ lab, names: NAMES, steps: (words) => usualSteps(words, RUN_SECONDS), signal });
    await bed.startPlayers();
    const conduct = bed.conduct();
    await conduct.lines.find((line) => line.includes('trial 1 of 1 begins'));
    if (trialIndex % 2 === 0) await killAtRandom(conduct.pid, { withinMs: WITHIN_MS, seed }, signal);
    else await killWithDeadNetwork(conduct, () => lab.blackHole(), seed, signal);
    const killedSeconds = bootSeconds();
    const hit = owing(bed, NAMES).length > 0;
    await conduct.ended;

    const { faults, worstMs } = await awaitResets(bed, NAMES, killedSeconds, signal);
    const broken = NAMES.flatMap((name) => resetFaults(name, bed.trace(name)));
    return { failure: failureOf([...faults, ...broken]), worstMs, hit };
  },
};

async function killWithDeadNetwork(
  conduct: Program,
  killNetwork: () => Promise<void>,
  seed: number,
  signal: AbortSignal,
): Promise<void> {
  await sleep(seededRandom(seed)() * WITHIN_MS, undefined, { signal });
  await killNetwork();
  conduct.kill('SIGKILL');
}
