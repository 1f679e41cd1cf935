import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Bed,
  createBed,
  createLab,
  type Program,
  type ProxyInLab,
  type Random,
  seededRandom,
  startProxyFor,
  TOLD,
  wholeNumber,
  whyNoLab,
} from '@conductor/lab';
import { collectUnderFire, type UnderFire } from './collect-under-fire.ts';
import type { Guarantee, GuaranteeTrial } from './guarantee.ts';
import { streamFaults, streamingSteps, writePattern } from './streams.ts';
import { failureOf } from './trace-laws.ts';

const NAME = 'host';
const MOST_KILLS = 3;
/** Streams are printed for about so long. */
const WITHIN_MS = 800;

/** What is killed, or cut, while results come home. */
type Fire = 'the collector' | 'the conductor, then collectors of what is kept' | 'connections';

const FIRES: readonly Fire[] = ['the collector', 'the conductor, then collectors of what is kept', 'connections'];

/** A run that is under way, with a player behind a proxy. */
interface UnderWay {
  readonly bed: Bed;
  readonly proxy: ProxyInLab;
  readonly conduct: Program;
  readonly runId: string;
  readonly random: Random;
}

/**
 * Whoever collects is killed at random moments and started again, or cut off: the collector of a run, the conductor that
 * collects itself, each in turn. Of every output, from its first byte on, all that the step has noted as printed comes
 * home, once, with the right checksum; a run whose conductor lives passes, and its files are fetched whole.
 */
export const nothingLost: Guarantee = {
  number: 4,
  title: 'No acknowledged result is lost',
  defaultN: 20,
  gateN: FIRES.length,
  ceiling: 10_000,
  isAlone: false,
  whyNot: whyNoLab,
  async run(trialIndex, seed, signal) {
    const fire = FIRES[trialIndex % FIRES.length] as Fire;
    const isKilled = fire === 'the conductor, then collectors of what is kept';
    await using lab = await createLab({ players: 1 });
    await using proxy = await startProxyFor(lab, 0);
    // Where the conductor lives it waits for collectors, which are killed longer than the small lease lasts.
    const settings = { collector: isKilled ? 'own' : 'external', lease: isKilled ? 3 : 20 };
    const dialled = { [NAME]: proxy };
    await using bed = createBed({ lab, names: [NAME], steps: streamingSteps, settings, dialled, signal });
    writePattern(bed.folder, seed);
    await bed.startPlayers();
    const conduct = bed.conduct();
    const line = await conduct.lines.find((said) => /run \d{8}T\d{6}Z-\w{4}/.test(said));
    const runId = /run (\d{8}T\d{6}Z-\w{4})/.exec(line)?.[1] ?? '';
    const underWay = { bed, proxy, conduct, runId, random: seededRandom(seed) };
    const { failure, ...trial } = await tryFire(fire, underWay, signal);
    return { ...trial, failure: failure === null ? null : `${fire} under fire: ${failure}` };
  },
};

async function tryFire(fire: Fire, underWay: UnderWay, signal: AbortSignal): Promise<GuaranteeTrial> {
  switch (fire) {
    case 'the collector':
      return await killCollectors(underWay, signal);
    case 'the conductor, then collectors of what is kept':
      return await killConductor(underWay, signal);
    case 'connections':
      return await cutConnections(underWay, signal);
    default:
      return fire satisfies never;
  }
}

async function killCollectors(underWay: UnderWay, signal: AbortSignal): Promise<GuaranteeTrial> {
  const { bed, runId, random } = underWay;
  const kills = wholeNumber(random, 1, MOST_KILLS);
  const fired = await collectUnderFire(() => bed.collector(runId), kills, random, signal);
  return await judge(underWay, fired, join(bed.folder, 'collected/test', runId));
}

/** Its players reset by themselves, keep what it had not yet fetched, and give it to whoever asks for that run. */
async function killConductor(underWay: UnderWay, signal: AbortSignal): Promise<GuaranteeTrial> {
  const { bed, conduct, runId, random } = underWay;
  await bed.traced(NAME, ({ word }) => word === TOLD.running);
  await sleep(random() * WITHIN_MS, undefined, { signal });
  conduct.kill('SIGKILL');
  const { signal: killedBy } = await conduct.ended;
  const root = join(bed.folder, 'results');
  const kills = wholeNumber(random, 0, MOST_KILLS);
  const { lastKillMs, faults } = await collectUnderFire(() => bed.collector(runId, root), kills, random, signal);
  const worstMs = performance.now() - lastKillMs;
  const all = [...faults, ...(faults.length > 0 ? [] : streamFaults(bed, join(root, 'test', runId), NAME))];
  return { failure: failureOf(all), worstMs, hit: killedBy === 'SIGKILL' };
}

async function cutConnections(underWay: UnderWay, signal: AbortSignal): Promise<GuaranteeTrial> {
  const { bed, proxy, runId, random } = underWay;
  // Before a trial is loaded there is no lease, and a cut ends the run.
  await bed.traced(NAME, ({ word }) => word === TOLD.ready);
  const collecting = collectUnderFire(() => bed.collector(runId), 0, random, signal);
  const cuts = wholeNumber(random, 1, MOST_KILLS);
  for (let left = cuts; left > 0; left -= 1) {
    await sleep(random() * WITHIN_MS, undefined, { signal });
    await proxy.cut(random() < 0.5 ? 'fin' : 'rst');
  }
  const cut = { killedCount: cuts, lastKillMs: performance.now() };
  return await judge(underWay, { ...(await collecting), ...cut }, join(bed.folder, 'collected/test', runId));
}

/** The run passes, and everything is there. */
async function judge({ bed, conduct }: UnderWay, fired: UnderFire, runFolder: string): Promise<GuaranteeTrial> {
  const { exitCode, signal, stdout, stderr } = await conduct.ended;
  const worstMs = performance.now() - fired.lastKillMs;
  const faults = [
    ...fired.faults,
    ...(exitCode === 0 ? [] : [`conduct ended with ${exitCode ?? signal}: ${stdout}${stderr}`]),
    ...(fired.faults.length > 0 ? [] : streamFaults(bed, runFolder, NAME)),
  ];
  return { failure: failureOf(faults), worstMs, hit: fired.killedCount > 0 };
}
