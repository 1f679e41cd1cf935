import { setTimeout as sleep } from 'node:timers/promises';
import { type Bed, bootSeconds, createBed, createLab, seededRandom, usualSteps, whyNoLab } from '@conductor/lab';
import { awaitResets, owing } from './await-resets.ts';
import type { Guarantee } from './guarantee.ts';
import { KILLINGS, type Killing } from './killings.ts';
import { runAgain } from './run-again.ts';
import { failureOf, repeatFaults, resetFaults } from './trace-laws.ts';

const NAMES = ['left', 'right'];
const RUN_SECONDS = 0.5;
/** A run of these steps lasts about as long, so that moments lie in all its phases. */
const WITHIN_MS = 1_200;

/**
 * Somebody is killed at a random moment: the conductor, a player, its guardian, all of them, each in turn. Whoever began
 * Startup has reset within the dead-man bound, and never twice at the same time; no process is alive; the next run passes.
 */
export const resetIsOwed: Guarantee = {
  number: 1,
  title: 'Reset is owed and paid',
  defaultN: 3 * KILLINGS.length,
  gateN: KILLINGS.length,
  ceiling: 10_000,
  isAlone: false,
  whyNot: whyNoLab,
  async run(trialIndex, seed, signal) {
    const killing = KILLINGS[trialIndex % KILLINGS.length] as Killing;
    const random = seededRandom(seed);
    await using lab = await createLab({ players: NAMES.length });
    await using bed = createBed({ lab, names: NAMES, steps: (words) => usualSteps(words, RUN_SECONDS), signal });
    const players = await bed.startPlayers();
    const conduct = bed.conduct();
    await conduct.lines.find((line) => line.includes('trial 1 of 1 begins'));
    await sleep(random() * WITHIN_MS, undefined, { signal });
    const hit = owing(bed, NAMES).length > 0;
    const killedSeconds = bootSeconds();
    await killing.kill({ lab, conduct, players }, random, signal);
    const { faults, worstMs } = await restartAndAwait(bed, killing, killedSeconds, signal);
    await conduct.ended;
    await lab.heal();

    const next = await runAgain(bed);
    const laws = NAMES.flatMap((name) => [
      ...resetFaults(name, bed.trace(name)),
      ...repeatFaults(name, bed.trace(name)),
    ]);
    const broken = [...faults, ...next, ...laws].map((fault) => `${killing.name}: ${fault}`);
    return { failure: failureOf(broken), worstMs, hit };
  },
};

/** Nobody can pay for a player and a guardian that are dead: the bound begins when the player is started again. */
async function restartAndAwait(bed: Bed, killing: Killing, killedSeconds: number, signal: AbortSignal) {
  const dead = { none: [], first: NAMES.slice(0, 1), all: NAMES }[killing.dead];
  const restart = () => Promise.all(dead.map((name) => bed.startPlayer(name)));
  if (killing.restart === 'when-paid') {
    const paid = await awaitResets(bed, NAMES, killedSeconds, signal);
    await restart();
    return paid;
  }
  const sinceSeconds = dead.length === 0 ? killedSeconds : bootSeconds();
  await restart();
  return await awaitResets(bed, NAMES, sinceSeconds, signal);
}
