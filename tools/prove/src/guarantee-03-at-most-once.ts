import { bootSeconds, createBed, createLab, startProxyFor, usualSteps, whyNoLab } from '@conductor/lab';
import { awaitResets } from './await-resets.ts';
import { type CutRanges, cutAt, cutText, drawCut } from './cut-link.ts';
import type { Guarantee } from './guarantee.ts';
import { readJournals, stopFaults } from './read-journals.ts';
import { failureOf, repeatFaults, resetFaults } from './trace-laws.ts';

const NAME = 'host';
const RUN_SECONDS = 0.3;
/** A little more than a run of these steps sends. */
const CONTROL: CutRanges = { toServer: [0, 2_800], toClient: [0, 3_000] };
const RESULTS: CutRanges = { toServer: [0, 1_500], toClient: [0, 9_000] };

/**
 * One of the two connections is cut at a random byte of either direction. No step of Startup, Run or Collect begins twice,
 * none of Startup or Run after the trial was stopped, and the next run on the same player passes, and is only itself.
 */
export const atMostOnce: Guarantee = {
  number: 3,
  title: 'At most once',
  defaultN: 20,
  gateN: 4,
  ceiling: 10_000,
  isAlone: false,
  whyNot: whyNoLab,
  async run(trialIndex, seed, signal) {
    const cut = trialIndex % 2 === 0 ? drawCut('control', CONTROL, seed) : drawCut('results', RESULTS, seed);
    await using lab = await createLab({ players: 1 });
    await using proxy = await startProxyFor(lab, 0);
    const steps = (words: Parameters<typeof usualSteps>[0]) => usualSteps(words, RUN_SECONDS);
    await using bed = createBed({ lab, names: [NAME], steps, dialled: { [NAME]: proxy }, signal });
    await bed.startPlayers();
    await cutAt(proxy, cut);
    const first = await bed.conduct().ended;
    const { connections } = await proxy.counts();
    const { faults, worstMs } = await awaitResets(bed, [NAME], bootSeconds(), signal);
    const journals = readJournals(bed.stateFolder).flatMap(stopFaults);
    const next = await bed.conduct().ended;

    const ends = [
      ...([0, 3].includes(first.exitCode ?? NaN) ? [] : [`the run ended with ${first.exitCode}: ${first.stderr}`]),
      ...(next.exitCode === 0 ? [] : [`the next run ended with ${next.exitCode}: ${next.stdout}${next.stderr}`]),
    ];
    const trace = bed.trace(NAME);
    // A collector that is cut off dials again, and the run passes all the same.
    const hit = first.exitCode !== 0 || connections > 2;
    const broken = [...faults, ...journals, ...ends, ...repeatFaults(NAME, trace), ...resetFaults(NAME, trace)];
    return { failure: failureOf(broken.map((fault) => `${cutText(cut)}: ${fault}`)), worstMs, hit };
  },
};
