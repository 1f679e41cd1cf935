import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Bed,
  type BedWords,
  createBed,
  createLab,
  type PlayerSteps,
  type ProgramEnd,
  seededRandom,
  usualSteps,
  whyNoLab,
} from '@conductor/lab';
import type { Guarantee } from './guarantee.ts';
import { failureOf, repeatFaults, resetFaults } from './trace-laws.ts';

const NAME = 'host';
const RUN_SECONDS = 0.3;
/** So that the second comes before, beside and after the first. */
const WITHIN_MS = 1_500;
const BUSY = 5;

/**
 * Two conductors want the same player, a random time apart. One at a time has it; the other ends as busy and names the
 * holder; and what a run brought home is its own.
 */
export const oneHolder: Guarantee = {
  number: 8,
  title: 'One holder',
  defaultN: 20,
  gateN: 3,
  ceiling: 10_000,
  isAlone: false,
  whyNot: whyNoLab,
  async run(_trialIndex, seed, signal) {
    await using lab = await createLab({ players: 1 });
    await using bed = createBed({ lab, names: [NAME], steps, signal });
    await bed.startPlayers();
    const beganMs = performance.now();
    const first = bed.conduct();
    await sleep(seededRandom(seed)() * WITHIN_MS, undefined, { signal });
    const second = bed.conduct();
    const ends = await Promise.all([first.ended, second.ended]);
    const worstMs = Math.max(...ends.map(({ atMs }) => atMs)) - beganMs;
    const trace = bed.trace(NAME);
    const faults = [
      ...(ends.some(({ exitCode }) => exitCode === 0) ? [] : ['neither run passed']),
      ...ends.flatMap((end) => endFaults(bed, end)),
      ...interleaved(trace.map(({ runId }) => runId)),
      ...repeatFaults(NAME, trace),
      ...resetFaults(NAME, trace),
    ];
    return { failure: failureOf(faults), worstMs, hit: ends.some(({ exitCode }) => exitCode === BUSY) };
  },
};

function steps(words: BedWords): PlayerSteps {
  return { ...usualSteps(words, RUN_SECONDS), collect: ['step1: echo $CONDUCTOR_RUN'] };
}

function endFaults(bed: Bed, { exitCode, stdout, stderr }: ProgramEnd): string[] {
  const said = `${stdout}\n${stderr}`;
  if (exitCode === BUSY) return /held by/.test(said) ? [] : [`conduct was refused, and named no holder: ${said}`];
  if (exitCode !== 0) return [`conduct ended with ${exitCode}: ${said}`];
  const runId = /run (\d{8}T\d{6}Z-\w{4})/.exec(said)?.[1] ?? '';
  const collected = readFileSync(join(bed.resultsFolder, runId, `trial-001/collect/${NAME}/01-step1.out`), 'utf8');
  return collected.trim() === runId ? [] : [`run ${runId} brought home what ${collected.trim()} had printed`];
}

/** Whether runs took turns: each is over before another begins. */
function interleaved(runIds: readonly string[]): string[] {
  const turns = runIds.filter((runId, at) => runId !== runIds[at - 1]);
  return turns.length > new Set(turns).size ? [`runs took place at the same time: ${turns.join(' ')}`] : [];
}
