import { setTimeout as sleep } from 'node:timers/promises';
import { guardiansOn, type Lab, type Program, playerHost, type Random } from '@conductor/lab';

/** Who can be killed. */
export interface Victims {
  readonly lab: Lab;
  readonly conduct: Program;
  /** By name, in the order of their hosts. */
  readonly players: ReadonlyMap<string, Program>;
}

/** A way to kill some of those who take part in a run. */
export interface Killing {
  readonly name: string;
  kill(victims: Victims, random: Random, signal: AbortSignal): Promise<void>;
  /** Players that are dead then, by their place. */
  readonly dead: 'none' | 'first' | 'all';
  /** When they are started again: at once, or when a guardian must have paid in their place. */
  readonly restart: 'at-once' | 'when-paid';
}

/** In so many milliseconds a guardian has begun to pay, and is not always done. */
const WHILE_IT_PAYS_MS = 400;

/** Who dies, in turn. */
export const KILLINGS: readonly Killing[] = [
  {
    name: 'the conductor is killed',
    dead: 'none',
    restart: 'at-once',
    kill: async ({ conduct }) => conduct.kill('SIGKILL'),
  },
  {
    // Nothing tells the players but their leases.
    name: 'the network dies, then the conductor',
    dead: 'none',
    restart: 'at-once',
    kill: async ({ lab, conduct }) => {
      await lab.blackHole();
      conduct.kill('SIGKILL');
    },
  },
  {
    name: 'a player is killed, and started again when its guardian has paid',
    dead: 'first',
    restart: 'when-paid',
    kill: async ({ players }) => first(players).kill('SIGKILL'),
  },
  {
    name: 'a player is killed, and started again while its guardian pays',
    dead: 'first',
    restart: 'at-once',
    kill: async ({ players }, random, signal) => {
      first(players).kill('SIGKILL');
      await sleep(random() * WHILE_IT_PAYS_MS, undefined, { signal });
    },
  },
  {
    name: 'a player and its guardian are killed',
    dead: 'first',
    restart: 'at-once',
    kill: async ({ lab, players }) => {
      const guardians = guardiansOn(playerHost(lab, 0));
      first(players).kill('SIGKILL');
      killAll(guardians);
    },
  },
  {
    name: 'a player is killed, then its guardian while it pays',
    dead: 'first',
    restart: 'at-once',
    kill: async ({ lab, players }, random, signal) => {
      first(players).kill('SIGKILL');
      await sleep(random() * WHILE_IT_PAYS_MS, undefined, { signal });
      killAll(guardiansOn(playerHost(lab, 0)));
    },
  },
  {
    name: 'everybody is killed at once',
    dead: 'all',
    restart: 'at-once',
    kill: async ({ lab, conduct, players }) => {
      const guardians = lab.players.flatMap(guardiansOn);
      for (const program of [conduct, ...players.values()]) program.kill('SIGKILL');
      killAll(guardians);
    },
  },
];

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It had nothing more to do, and ended since it was listed.
    }
  }
}

function first(players: ReadonlyMap<string, Program>): Program {
  const [player] = players.values();
  if (player === undefined) throw new Error('there is no player to kill');
  return player;
}
