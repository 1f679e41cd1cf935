import {
  type Bed,
  type BedWords,
  bootSeconds,
  createBed,
  createLab,
  killAtRandom,
  type PlayerSteps,
  TOLD,
  usualSteps,
  whyNoLab,
} from '@conductor/lab';
import { awaitResets } from './await-resets.ts';
import { ESCAPES } from './escapes.ts';
import type { Guarantee, GuaranteeTrial } from './guarantee.ts';
import { failureOf, resetFaults } from './trace-laws.ts';

const NAME = 'host';
const RUN_SECONDS = 1;

/**
 * Steps leave processes behind by five ways of escape, all in one run, in Startup and in Run. In turn the run ends well,
 * or its conductor is killed in Run. After the last Reset none of those processes is alive, and Resets never overlapped.
 */
export const nothingLeftBehind: Guarantee = {
  number: 2,
  title: 'Nothing left behind',
  defaultN: 10,
  gateN: 2,
  ceiling: 10_000,
  isAlone: false,
  whyNot: whyNoLab,
  async run(trialIndex, seed, signal) {
    await using lab = await createLab({ players: 1 });
    await using bed = createBed({ lab, names: [NAME], steps: escapingSteps, signal });
    await bed.startPlayers();
    // Awaited here: the bed is gone when this function is over.
    return trialIndex % 2 === 0 ? await afterSuccess(bed) : await afterKill(bed, seed, signal);
  },
};

function escapingSteps(words: BedWords): PlayerSteps {
  const usual = usualSteps(words, RUN_SECONDS);
  const escapes = ESCAPES.map(({ command }, at) => `step${at + 10}: ${command(words.forEver)}`);
  return { ...usual, startup: [...escapes, ...(usual.startup ?? [])], run: [...escapes, ...(usual.run ?? [])] };
}

/** Read at once: when `conduct` says that it is over, it is. */
async function afterSuccess(bed: Bed): Promise<GuaranteeTrial> {
  const beganMs = performance.now();
  const { exitCode, stdout, stderr, atMs } = await bed.conduct().ended;
  const faults = exitCode === 0 ? [] : [`conduct ended with ${exitCode}: ${stdout}${stderr}`];
  return { failure: failureOf([...faults, ...allFaults(bed)]), worstMs: atMs - beganMs, hit: true };
}

async function afterKill(bed: Bed, seed: number, signal: AbortSignal): Promise<GuaranteeTrial> {
  const conduct = bed.conduct();
  await bed.traced(NAME, ({ word }) => word === TOLD.running);
  await killAtRandom(conduct.pid, { withinMs: RUN_SECONDS * 1000, seed }, signal);
  const killedSeconds = bootSeconds();
  await conduct.ended;
  const { faults, worstMs } = await awaitResets(bed, [NAME], killedSeconds, signal);
  return { failure: failureOf([...faults, ...allFaults(bed)]), worstMs, hit: true };
}

function allFaults(bed: Bed): string[] {
  const left = bed.stepProcesses().map(({ pid, commandLine }) => `process ${pid} is alive: ${commandLine}`);
  return [...resetFaults(NAME, bed.trace(NAME)), ...left];
}
