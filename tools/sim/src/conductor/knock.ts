import type { RunRef } from '@conductor/types';
import type { Cast } from '../cast.ts';
import type { Side } from '../network/connection.ts';
import { Program } from '../program.ts';
import type { World } from '../world.ts';

/** Claims the players of a run under a higher epoch, so that its conductor learns that it is its own no more. Returns how to hang up. */
export function knock(world: World, cast: Cast, run: RunRef): () => void {
  const program = new Program(world.timeline, false);
  const sides: Side[] = [];
  for (const [player, host] of cast.players) {
    if (host.heldBy !== run.runId) continue;
    const side = cast.link(player).open();
    sides.push(side);
    side.belongTo(program, {
      hear: ({ kind }) => {
        if (kind !== 'welcome') return;
        const claim = { kind: 'take-over-run' } as const;
        const command = { kind: 'claim-player', playerName: player, testName: 'throughput', claim } as const;
        side.send({ kind: 'request', request: { run, command } });
      },
      lose: () => undefined,
    });
    side.send({ kind: 'hello', call: 'control' });
  }
  return () => {
    for (const side of sides) side.close('in-order');
    program.end();
  };
}
