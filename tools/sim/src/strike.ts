import { ConductorError } from '@conductor/types';
import type { Blow } from './scenario/stroke.ts';
import { type TakingGround, takeOver } from './take-over.ts';

/** Lets one thing go wrong, and, where it passes, mends it later. */
export function strike(blow: Blow, ground: TakingGround): void {
  const { world, cast } = ground;
  const { conductor } = cast;
  world.see({ kind: 'struck', blow: blow.kind });
  const later = (ms: number | null, deed: () => void) => {
    if (ms !== null) world.timeline.after(ms, deed);
  };
  world.tell('chance', () => `STRIKES ${JSON.stringify(blow)}`);
  switch (blow.kind) {
    case 'cut': {
      const { there, back } = cast.link(blow.player);
      const ways = { there: [there], back: [back], both: [there, back] }[blow.ways];
      for (const way of ways) way.cut();
      later(blow.forMs, () => {
        world.tell('chance', () => `the cut to ${blow.player} is healed`);
        for (const way of ways) way.heal();
      });
      return;
    }
    case 'reset-connections':
      cast.link(blow.player).reset();
      return;
    case 'echo':
      cast.link(blow.player).echo(blow.forMs);
      return;
    case 'stop-player':
      cast.player(blow.player).stop();
      later(blow.forMs, () => cast.player(blow.player).goOn());
      return;
    case 'stop-conductor':
      conductor.stop();
      later(blow.forMs, () => conductor.goOn());
      return;
    case 'kill-conductor':
      conductor.kill();
      return;
    case 'kill-player':
      cast.player(blow.player).kill(blow.takes, blow.restartAfterMs);
      return;
    case 'end-player':
      cast.player(blow.player).askToLeave();
      return;
    case 'interrupt':
      for (let at = 0; at < blow.times; at += 1) later(at * blow.everyMs, () => conductor.interrupt(blow.signal));
      return;
    case 'fill-player-disk':
      cast.player(blow.player).fillDisk();
      later(blow.forMs, () => cast.player(blow.player).clearDisk());
      return;
    case 'fill-conductor-disk':
      conductor.fillDisk();
      later(blow.forMs, () => conductor.clearDisk());
      return;
    case 'set-clock':
      cast.player(blow.player).clock.set(blow.byMs);
      return;
    case 'break-conductor':
      conductor.break({ kind: 'broken', error: new ConductorError('storage', 'the disk is full') });
      return;
    case 'take-over':
      takeOver(blow.deed, ground);
      return;
    default:
      blow satisfies never;
  }
}
