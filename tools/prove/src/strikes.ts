import { setTimeout as sleep } from 'node:timers/promises';
import { freeze, freezeFor, type Lab, type LabHost, type Program } from '@conductor/lab';

/** What can be struck. */
export interface Struck {
  readonly lab: Lab;
  readonly conduct: Program;
  /** The player that it happens to, and its host. */
  readonly player: Program;
  readonly host: LabHost;
}

/** Something that goes wrong, for good or for longer than the lease. */
export interface Strike {
  readonly name: string;
  strike(struck: Struck, signal: AbortSignal): Promise<void>;
}

const LONGER_THAN_THE_LEASE_MS = 4_000;

/** What happens to a running test in turn. */
export const STRIKES: readonly Strike[] = [
  { name: 'the cable of the player is pulled', strike: ({ lab, host }) => lab.pullCable(host) },
  { name: 'the network dies', strike: ({ lab }) => lab.blackHole() },
  {
    name: 'what goes to the player is lost',
    strike: ({ lab, host }) => lab.cutOneWay({ from: lab.conductor, to: host }),
  },
  {
    name: 'what comes from the player is lost',
    strike: ({ lab, host }) => lab.cutOneWay({ from: host, to: lab.conductor }),
  },
  {
    name: 'the network is gone for longer than the lease',
    strike: async ({ lab }, signal) => {
      await lab.blackHole();
      await sleep(LONGER_THAN_THE_LEASE_MS, undefined, { signal });
      await lab.heal();
    },
  },
  { name: 'the player is killed', strike: async ({ player }) => player.kill('SIGKILL') },
  { name: 'the player is told to end', strike: async ({ player }) => player.kill('SIGTERM') },
  {
    name: 'the player hangs',
    strike: async ({ player }) => {
      await freeze(player.pid);
    },
  },
  {
    name: 'the conductor hangs for longer than the lease',
    strike: ({ conduct }, signal) => freezeFor(conduct.pid, LONGER_THAN_THE_LEASE_MS, signal),
  },
];
