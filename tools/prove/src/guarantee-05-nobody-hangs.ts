import { setTimeout as sleep } from 'node:timers/promises';
import {
  conductBoundMs,
  isAlive,
  type Program,
  type ProgramEnd,
  type Random,
  readProcessStat,
  seededRandom,
  TOLD,
  type Traced,
} from '@conductor/lab';
import type { Guarantee, GuaranteeTrial } from './guarantee.ts';
import { type Scene, VICTIM, whyNoScenery, withScene } from './scenery.ts';
import { STRIKES, type Strike, type Struck } from './strikes.ts';
import { failureOf } from './trace-laws.ts';

/** A run lasts about as long from the beginning of its trial. */
const WITHIN_MS = 1_200;
/** The exit codes that fit: a step that failed may also be unknown. */
const FITTING: Readonly<Record<Strike['ends'], readonly (number | null)[]>> = { passed: [], lost: [3], failed: [1, 3] };
const LOSS = new RegExp(`${VICTIM}\\s+is lost`);

/** What the victim tells in a run in which everything happened, each thing once. */
const WHOLE_RUN = [TOLD.ready, TOLD.running, TOLD.resetBegan, TOLD.resetHalfway, TOLD.resetEnded].join(' ');

/**
 * Something goes wrong, each kind of the fault list in turn. The run ends by itself within the conductor's bound, with the exit
 * code that fits: passed, whole, when the fault was over before the lease was or struck too late, else with a sentence that
 * names the player.
 */
export const nobodyHangs: Guarantee = {
  number: 5,
  title: 'Nobody hangs',
  defaultN: STRIKES.length,
  gateN: 6,
  ceiling: 10_000,
  isAlone: false,
  whyNot: whyNoScenery,
  async run(trialIndex, seed, signal) {
    const strike = STRIKES[trialIndex % STRIKES.length] as Strike;
    return await withScene(strike.scenery ?? 'plain', signal, (scene) => tryStrike(strike, scene, seed, signal));
  },
};

async function tryStrike(strike: Strike, scene: Scene, seed: number, signal: AbortSignal): Promise<GuaranteeTrial> {
  const random = seededRandom(seed);
  const conduct = scene.bed.conduct();
  await conduct.lines.find((line) => line.includes('trial 1 of 1 begins'));
  const struck = { ...scene, conduct };
  if (strike.moment === undefined) await sleep(random() * WITHIN_MS, undefined, { signal });
  else await strike.moment(struck, random, signal);
  const beganMs = performance.now();
  const end = await strikeUntilEnd(strike, struck, random, signal);
  if (end === null) return { failure: `${strike.name}: ${hangText(conduct)}`, worstMs: boundMs(strike), hit: true };
  const faults = endFaults(strike, end, scene.bed.trace(VICTIM)).map((fault) => `${strike.name}: ${fault}`);
  return { failure: failureOf(faults), worstMs: Math.max(0, end.atMs - beganMs), hit: end.atMs > beganMs };
}

/** Strikes a run that is not over, and resolves with its end; `null` when that does not come within the bound. */
async function strikeUntilEnd(
  strike: Strike,
  struck: Struck,
  random: Random,
  signal: AbortSignal,
): Promise<ProgramEnd | null> {
  const { conduct } = struck;
  if (!isAlive(readProcessStat(conduct.pid))) return conduct.ended;
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const striking = strike.strike(struck, random, either);
  const late = sleep(boundMs(strike), null, { signal: either });
  const end = await Promise.race([conduct.ended, late]);
  over.abort();
  // Both are over by that, the strike perhaps in its middle.
  await Promise.allSettled([striking, late]);
  return end;
}

function endFaults(
  { ends, says = LOSS }: Strike,
  { exitCode, signal, stdout, stderr }: ProgramEnd,
  trace: readonly Traced[],
): string[] {
  const said = `${stdout}\n${stderr}`;
  const told = trace.map(({ word }) => word).join(' ');
  if (exitCode === 0) {
    return [
      ...(LOSS.test(said) ? [`conduct passed, and said that a player was lost: ${said}`] : []),
      ...(told === WHOLE_RUN ? [] : [`conduct passed, and the player had only told "${told}"`]),
    ];
  }
  if (!FITTING[ends].includes(exitCode)) return [`conduct ended with ${exitCode ?? signal}: ${said}`];
  return says.test(said) ? [] : [`conduct ended with ${exitCode}, and said nothing like ${says}: ${said}`];
}

function boundMs({ heardForMs = 0 }: Strike): number {
  return heardForMs + conductBoundMs();
}

function hangText({ lines }: Program): string {
  return `conduct had not ended in time; its last lines: ${lines.seen.slice(-5).join(' | ')}`;
}
