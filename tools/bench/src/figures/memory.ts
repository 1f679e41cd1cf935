import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from '@conductor/lab';
import { alternate, pairsOf } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { startFleet } from '../ground/fleet.ts';
import { residentMb } from '../ground/process-memory.ts';
import { atMost } from '../result/row.ts';

/** After its start a Node.js compiles, collects and settles. */
const SETTLED_MS = 2_000;
const BARE = "console.log('up'); setInterval(() => {}, 2 ** 30)";

/** What a player that waits for a conductor has resident, compared with a Node.js that waits for nothing. */
export const memory: Figure = {
  name: 'memory',
  title: 'memory of a player that waits',
  seconds: 35,
  whyNot: () => null,
  async measure(ground, signal) {
    const settle = () => sleep(ground.isQuick ? 0 : SETTLED_MS, undefined, { signal });
    const measures = {
      player: async () => {
        await using fleet = await startFleet(ground, 1);
        await settle();
        return residentMb(fleet.players[0]?.pid ?? 0);
      },
      bare: async () => {
        const node: Program = ground.start([process.execPath, '-e', BARE]);
        await node.lines.find((line) => line === 'up');
        await settle();
        const resident = residentMb(node.pid);
        await ground.end([node]);
        return resident;
      },
    };
    const { player, bare } = await alternate({ rounds: ground.rounds, turnsEach: 1 }, measures, signal);
    return [
      {
        kind: 'ratio',
        name: 'memory-player',
        what: 'resident memory of a player that waits',
        against: 'a Node.js that does nothing',
        unit: 'MB',
        pairs: pairsOf(player, bare),
        goal: atMost(1.7),
      },
    ];
  },
};
