import { setTimeout as sleep } from 'node:timers/promises';
import {
  flap,
  freeze,
  freezeFor,
  type Lab,
  type LabHost,
  LEASE_MS,
  type Program,
  playerHost,
  type Random,
  TOLD,
} from '@conductor/lab';
import { armed } from './armed.ts';
import { type Scene, type Scenery, VICTIM } from './scenery.ts';

/** A running test that can be struck. */
export interface Struck extends Scene {
  readonly conduct: Program;
}

/** Something that goes wrong. */
export interface Strike {
  readonly name: string;
  /** What the run comes to, unless it was over before: passed, as if nothing had been, a player lost, or a step failed. */
  readonly ends: 'passed' | 'lost' | 'failed';
  /** What it says then, at least; default: that the player is lost. */
  readonly says?: RegExp;
  /** How long after it the player may still be heard, from which time on the bound counts; default 0, in milliseconds. */
  readonly heardForMs?: number;
  /** Default: plain. */
  readonly scenery?: Scenery;
  /** Resolves in the moment that the strike is meant for. Default: any moment of the run. */
  moment?(struck: Struck, random: Random, signal: AbortSignal): Promise<unknown>;
  strike(struck: Struck, random: Random, signal: AbortSignal): Promise<unknown>;
}

const LONGER_THAN_THE_LEASE_MS = 4_000;
/** The longest that is still healed well before the lease is over. */
const SHORTER_THAN_THE_LEASE_MS = 2_000;

const longer: Spell = async (_random, signal) => sleep(LONGER_THAN_THE_LEASE_MS, undefined, { signal });
const shorter: Spell = async (random, signal) => sleep(random() * SHORTER_THAN_THE_LEASE_MS, undefined, { signal });

/** How long something is as it should not be. */
type Spell = (random: Random, signal: AbortSignal) => Promise<void>;

const inPhase =
  (phase: 'run' | 'collect', mostMs: number) =>
  async ({ bed }: Struck, random: Random, signal: AbortSignal) => {
    await bed.traced(VICTIM, ({ word }) => word === TOLD.running);
    // Run is half a second of sleep, and Collect another.
    await sleep((phase === 'run' ? 0 : 700) + random() * mostMs, undefined, { signal });
  };

/** Before a trial is loaded there is no lease yet that a cut could be shorter than. */
async function sinceStartup({ bed }: Struck, random: Random, signal: AbortSignal): Promise<void> {
  await bed.traced(VICTIM, ({ word }) => word === TOLD.ready);
  await sleep(random() * 1_000, undefined, { signal });
}

/** What happens to a running test in turn: the fault list, as far as a run can be struck by it. */
export const STRIKES: readonly Strike[] = [
  {
    name: 'the cable of the player is pulled before its trial is loaded',
    ends: 'lost',
    scenery: 'slow link',
    moment: (_struck, random, signal) => sleep(random() * 1_000, undefined, { signal }),
    strike: ({ lab }) => lab.pullCable(victimHost(lab)),
  },
  {
    name: 'the cable of the player is pulled between armed and start',
    ends: 'lost',
    scenery: 'late answers',
    moment: async ({ victim }, random, signal) => {
      await armed(victim, 'run', signal);
      await sleep(random() * 200, undefined, { signal });
    },
    strike: ({ lab }) => lab.pullCable(victimHost(lab)),
  },
  {
    name: 'the cable of the player is pulled in Run, and back before the lease is over',
    ends: 'passed',
    moment: inPhase('run', 400),
    strike: ({ lab }, random, signal) => unplug(lab, shorter, random, signal),
  },
  {
    name: 'the cable of the player is pulled in Run for longer than the lease',
    ends: 'lost',
    moment: inPhase('run', 400),
    strike: ({ lab }, random, signal) => unplug(lab, longer, random, signal),
  },
  {
    name: 'the cable of the player is pulled in Collect',
    ends: 'lost',
    moment: inPhase('collect', 300),
    strike: ({ lab }) => lab.pullCable(victimHost(lab)),
  },
  {
    name: 'the network dies',
    ends: 'lost',
    strike: ({ lab }) => lab.blackHole(),
  },
  {
    name: 'the network is gone for less than the lease',
    ends: 'passed',
    moment: sinceStartup,
    strike: ({ lab }, random, signal) => darken(lab, shorter, random, signal),
  },
  {
    name: 'the network is gone for longer than the lease',
    ends: 'lost',
    strike: ({ lab }, random, signal) => darken(lab, longer, random, signal),
  },
  {
    name: 'what goes to the player is lost',
    ends: 'lost',
    heardForMs: LEASE_MS,
    strike: ({ lab }) => lab.cutOneWay({ from: lab.conductor, to: victimHost(lab) }),
  },
  {
    name: 'what comes from the player is lost',
    ends: 'lost',
    strike: ({ lab }) => lab.cutOneWay({ from: victimHost(lab), to: lab.conductor }),
  },
  {
    name: 'the player dies while its cable is out, so that its connections stay half open',
    ends: 'lost',
    strike: async ({ lab, victim }, random, signal) => {
      await lab.pullCable(victimHost(lab));
      victim.kill('SIGKILL');
      await shorter(random, signal);
      await lab.plugCable(victimHost(lab));
    },
  },
  {
    name: 'all connections to the player are reset',
    ends: 'passed',
    scenery: 'proxy',
    moment: sinceStartup,
    strike: async ({ proxy }) => proxy?.cut('rst'),
  },
  {
    name: 'the link of the player is away every other 200 ms',
    ends: 'passed',
    scenery: 'proxy',
    moment: async () => undefined,
    strike: async ({ proxy, conduct }, random) => {
      const over = new AbortController();
      void conduct.ended.then(() => over.abort());
      if (proxy !== null)
        await flap(proxy, { upMs: 150, downMs: 150, jitterMs: 100, seed: random() * 2 ** 31 }, over.signal);
    },
  },
  {
    name: 'the player is killed',
    ends: 'lost',
    strike: async ({ victim }) => victim.kill('SIGKILL'),
  },
  {
    name: 'the player is told to end',
    ends: 'lost',
    strike: async ({ victim }) => victim.kill('SIGTERM'),
  },
  {
    name: 'the player hangs for good',
    ends: 'lost',
    strike: ({ victim }) => freeze(victim.pid),
  },
  {
    name: 'the player hangs for less than the lease',
    ends: 'passed',
    moment: sinceStartup,
    strike: ({ victim }, random, signal) => freezeFor(victim.pid, random() * SHORTER_THAN_THE_LEASE_MS, signal),
  },
  {
    name: 'the conductor hangs for less than the lease',
    ends: 'passed',
    moment: sinceStartup,
    strike: ({ conduct }, random, signal) => freezeFor(conduct.pid, random() * SHORTER_THAN_THE_LEASE_MS, signal),
  },
  {
    name: 'the conductor hangs for longer than the lease',
    ends: 'lost',
    strike: ({ conduct }, _random, signal) => freezeFor(conduct.pid, LONGER_THAN_THE_LEASE_MS, signal),
  },
  {
    name: 'the disk of the player is full',
    ends: 'failed',
    says: /victim[\s\S]*(ENOSPC|disk)/,
    scenery: 'small disk of the victim',
    moment: inPhase('run', 300),
    strike: async ({ disk }) => disk?.fill(),
  },
  {
    name: 'the disk of results is full for a while',
    ends: 'passed',
    scenery: 'small disk of results',
    moment: inPhase('run', 300),
    strike: async ({ disk }, random, signal) => {
      await disk?.fill(5_000_000);
      await shorter(random, signal);
      await disk?.free();
    },
  },
  {
    name: 'the disk of results is full for good',
    ends: 'lost',
    says: /the results of victim .* made no progress .* is the disk of the results directory full/,
    scenery: 'small disk of results',
    moment: inPhase('run', 300),
    strike: async ({ disk }) => disk?.fill(5_000_000),
  },
];

function victimHost(lab: Lab): LabHost {
  return playerHost(lab, 0);
}

async function unplug(lab: Lab, spell: Spell, random: Random, signal: AbortSignal): Promise<void> {
  await lab.pullCable(victimHost(lab));
  await spell(random, signal);
  await lab.plugCable(victimHost(lab));
}

async function darken(lab: Lab, spell: Spell, random: Random, signal: AbortSignal): Promise<void> {
  await lab.blackHole();
  await spell(random, signal);
  await lab.heal();
}
