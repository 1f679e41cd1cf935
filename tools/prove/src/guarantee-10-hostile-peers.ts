import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Bed,
  bootSeconds,
  CANARY,
  conductBoundMs,
  createBed,
  createLab,
  MISDEEDS,
  type MisdeedName,
  PLAYER_PORT,
  type Program,
  type ProgramEnd,
  playerHost,
  startHostilePlayer,
  usualSteps,
  whyNoLab,
} from '@conductor/lab';
import { awaitResets } from './await-resets.ts';
import type { Guarantee, GuaranteeTrial } from './guarantee.ts';
import { MOST_MEMORY_BYTES } from './most-memory.ts';
import { strangeFiles } from './strange-files.ts';
import { streamFaults, streamingSteps, writePattern } from './streams.ts';
import { failureOf, repeatFaults, resetFaults } from './trace-laws.ts';
import { watchMemory } from './watch-memory.ts';

const GOOD = 'good';
const HOSTILE = 'hostile';
const KINDS = Object.keys(MISDEEDS) as MisdeedName[];
/** A run of these steps that nothing disturbs. */
const RUN_MS = 4_000;
/** Passed; a step did not; a player was lost: what a lie comes to. */
const FITTING: readonly (number | null)[] = [0, 1, 3];
/** What a terminal would obey, but the end of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/**
 * One of two players speaks the protocol and lies in it, each kind of lie in turn. Nothing is written outside its own directory,
 * no control character reaches the terminal, the conductor stays small and ends in time, having said what is wrong; all that
 * the other player printed comes home, and it has reset.
 */
export const hostilePeers: Guarantee = {
  number: 10,
  title: 'Hostile peers',
  defaultN: KINDS.length,
  gateN: 4,
  ceiling: 10_000,
  isAlone: false,
  whyNot: whyNoLab,
  async run(trialIndex, seed, signal) {
    const misdeed = KINDS[trialIndex % KINDS.length] as MisdeedName;
    await using lab = await createLab({ players: 2 });
    await using bed = createBed({
      lab,
      names: [GOOD, HOSTILE],
      steps: (words, name) =>
        name === GOOD ? streamingSteps(words) : { ...usualSteps(words, 0.1), collect: [`fetch1: /${CANARY}*`] },
      signal,
    });
    writePattern(bed.folder, seed);
    const host = playerHost(lab, 1);
    await using _hostile = await startHostilePlayer({ on: host, host: host.ipv4, port: PLAYER_PORT }, misdeed);
    await bed.startPlayer(GOOD);
    // Awaited here: the bed is gone when this function is over.
    const { failure, ...trial } = await judge(bed, signal);
    return { ...trial, failure: failure === null ? null : `${misdeed}: ${failure}` };
  },
};

async function judge(bed: Bed, signal: AbortSignal): Promise<GuaranteeTrial> {
  const beganMs = performance.now();
  const conduct = bed.conduct();
  using memory = watchMemory(new Map([['conduct', conduct]]));
  const end = await endOf(conduct, signal);
  if (end === null) return { failure: hangText(conduct), worstMs: performance.now() - beganMs, hit: true };
  const { faults } = await awaitResets(bed, [GOOD], bootSeconds(), signal);
  const runFolder = join(bed.resultsFolder, readlinkSync(join(bed.resultsFolder, 'latest')));
  const trace = bed.trace(GOOD);
  const peak = memory.peaks.get('conduct') ?? 0;
  const all = [
    ...endFaults(end),
    ...faults,
    ...resetFaults(GOOD, trace),
    ...repeatFaults(GOOD, trace),
    ...(existsSync(join(runFolder, 'run.json')) ? streamFaults(bed, runFolder, GOOD) : ['there is no run.json']),
    ...strangeFiles(bed.folder, runFolder, HOSTILE),
    ...canariesIn('/tmp'),
    ...(peak < MOST_MEMORY_BYTES ? [] : [`conduct had ${Math.round(peak / 1e6)} MB resident`]),
  ];
  return { failure: failureOf(all), worstMs: end.atMs - beganMs, hit: true };
}

/** `null` when it does not come within the bound. */
async function endOf(conduct: Program, signal: AbortSignal): Promise<ProgramEnd | null> {
  const over = new AbortController();
  const late = sleep(RUN_MS + conductBoundMs(), null, { signal: AbortSignal.any([signal, over.signal]) });
  const end = await Promise.race([conduct.ended, late]);
  over.abort();
  await Promise.allSettled([late]);
  return end;
}

function endFaults({ exitCode, signal, stdout, stderr }: ProgramEnd): string[] {
  const said = `${stdout}\n${stderr}`;
  const fits = FITTING.includes(exitCode) && said.includes(HOSTILE);
  const at = CONTROL.exec(said)?.index;
  return [
    ...(fits ? [] : [`conduct ended with ${exitCode ?? signal}: ${said}`]),
    ...(said.includes('    at ') ? [`conduct printed a stack: ${said}`] : []),
    ...(at === undefined
      ? []
      : [`conduct printed a control character: ${JSON.stringify(said.slice(at - 40, at + 40))}`]),
  ];
}

/** Where an absolute name would have led. */
function canariesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.includes(CANARY))
    .map((name) => `${folder}/${name} is there`);
}

function hangText({ lines }: Program): string {
  return `conduct had not ended; its last lines: ${lines.seen.slice(-5).join(' | ')}`;
}
