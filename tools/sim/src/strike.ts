import { ConductorError } from '@conductor/types';
import type { ConductorHost } from './conductor/conductor-host.ts';
import type { Link } from './network/link.ts';
import type { PlayerHost } from './player/player-host.ts';
import type { Blow } from './scenario/stroke.ts';
import type { World } from './world.ts';

/** Whom strokes hit. */
export interface Targets {
  readonly world: World;
  readonly conductor: ConductorHost;
  readonly player: (name: string) => PlayerHost;
  /** What lies between the conductor of the run and a player. */
  readonly link: (player: string) => Link;
}

/** Lets one thing go wrong, and, where it passes, mends it later. */
export function strike(blow: Blow, { world, conductor, player, link }: Targets): void {
  const later = (ms: number | null, deed: () => void) => {
    if (ms !== null) world.timeline.after(ms, deed);
  };
  world.tell('chance', () => `STRIKES ${JSON.stringify(blow)}`);
  switch (blow.kind) {
    case 'cut': {
      const { there, back } = link(blow.player);
      const ways = { there: [there], back: [back], both: [there, back] }[blow.ways];
      for (const way of ways) way.cut();
      later(blow.forMs, () => {
        world.tell('chance', () => `the cut to ${blow.player} is healed`);
        for (const way of ways) way.heal();
      });
      return;
    }
    case 'reset-connections':
      link(blow.player).reset();
      return;
    case 'echo':
      link(blow.player).echo(blow.forMs);
      return;
    case 'stop-player':
      player(blow.player).stop();
      later(blow.forMs, () => player(blow.player).goOn());
      return;
    case 'stop-conductor':
      conductor.stop();
      later(blow.forMs, () => conductor.goOn());
      return;
    case 'kill-conductor':
      conductor.kill();
      return;
    case 'kill-player':
      player(blow.player).kill(blow.takes, blow.restartAfterMs);
      return;
    case 'end-player':
      player(blow.player).askToLeave();
      return;
    case 'interrupt':
      for (let at = 0; at < blow.times; at += 1) later(at * blow.everyMs, () => conductor.interrupt(blow.signal));
      return;
    case 'fill-player-disk':
      player(blow.player).fillDisk();
      later(blow.forMs, () => player(blow.player).clearDisk());
      return;
    case 'fill-conductor-disk':
      conductor.fillDisk();
      later(blow.forMs, () => conductor.clearDisk());
      return;
    case 'break-conductor':
      conductor.break({ kind: 'broken', error: new ConductorError('storage', 'the disk is full') });
      return;
    default:
      blow satisfies never;
  }
}
