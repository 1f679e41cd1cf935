import { bootSeconds, createBed, createLab, startProxyFor, TOLD, usualSteps, whyNoLab } from '@conductor/lab';
import { awaitResets } from './await-resets.ts';
import { type CutRanges, cutAt, cutText, drawCut } from './cut-link.ts';
import type { Guarantee } from './guarantee.ts';
import { failureOf, resetFaults } from './trace-laws.ts';

const CUT = 'cut';
const NAMES = [CUT, 'whole'];
const RUN_SECONDS = 0.3;
/** From the claim to a little beyond the start of Startup. */
const TO_STARTUP: CutRanges = { toServer: [250, 2_300], toClient: [400, 1_200] };

/**
 * The control link of one player is cut at a random byte on the way to Startup. Either every player starts, or the run has
 * not passed; and whoever began Startup has reset.
 */
export const allOrNone: Guarantee = {
  number: 6,
  title: 'All or none',
  defaultN: 20,
  gateN: 3,
  ceiling: 10_000,
  isAlone: false,
  whyNot: whyNoLab,
  async run(_trialIndex, seed, signal) {
    const cut = drawCut('control', TO_STARTUP, seed);
    await using lab = await createLab({ players: NAMES.length });
    await using proxy = await startProxyFor(lab, 0);
    const steps = (words: Parameters<typeof usualSteps>[0]) => usualSteps(words, RUN_SECONDS);
    await using bed = createBed({ lab, names: NAMES, steps, dialled: { [CUT]: proxy }, signal });
    await bed.startPlayers();
    await cutAt(proxy, cut);
    const { exitCode, stdout, stderr } = await bed.conduct().ended;
    const { connections } = await proxy.counts();
    const { faults, worstMs } = await awaitResets(bed, NAMES, bootSeconds(), signal);

    const started = NAMES.filter((name) => bed.trace(name).some(({ word }) => word === TOLD.ready));
    const passed = exitCode === 0;
    // Once a trial is loaded, a control link that is cut is made anew, and the run passes all the same.
    const hit = !passed || connections > 2;
    const broken = [
      ...(passed && started.length < NAMES.length ? [`the run passed, and only ${started.join()} began`] : []),
      ...(passed || exitCode === 3 ? [] : [`conduct ended with ${exitCode}: ${stdout}${stderr}`]),
      ...NAMES.flatMap((name) => resetFaults(name, bed.trace(name))),
      ...faults,
    ];
    return { failure: failureOf(broken.map((fault) => `${cutText(cut)}: ${fault}`)), worstMs, hit };
  },
};
