import { PHASES } from '@conductor/types';
import type { Rule } from './rule.ts';
import { type ReviewedSync, type SyncList, syncLists } from './syncs-of.ts';

/** Finds syncs that nobody gets over, since each player waits at another one than the player that it waits for. */
export const syncOrder: Rule = (review, say) => {
  for (const phase of PHASES) {
    const stuck = stuckAt(syncLists(review, phase));
    for (const { player, sync } of stuck) {
      const { name } = sync.step;
      const other = stuck.find((one) => one.sync.step.name !== name && one.mentions.has(name));
      if (!other) continue;
      const first = other.sync.step;
      say(sync, 0, {
        message: `${player} waits at ${name} for ${other.player}, which waits at ${first.name} (${first.key}) before it comes there`,
        found: name,
      });
    }
  }
};

interface Stuck {
  readonly player: string;
  readonly sync: ReviewedSync;
  /** The names at which it is or would come to. */
  readonly mentions: ReadonlySet<string>;
}

/** Lets all players go from sync to sync as they would, as far as they come. */
function stuckAt(lists: readonly SyncList[]): readonly Stuck[] {
  const left = lists.map(({ player, syncs }) => ({ player: player.name, syncs: [...syncs] }));
  const released = () => {
    const waiting = new Set(left.flatMap(({ syncs }) => syncs.slice(0, 1).map(({ step }) => step.name)));
    const ahead = new Set(left.flatMap(({ syncs }) => syncs.slice(1).map(({ step }) => step.name)));
    return waiting.difference(ahead);
  };
  for (let names = released(); names.size > 0; names = released()) {
    for (const { syncs } of left) if (syncs[0] && names.has(syncs[0].step.name)) syncs.shift();
  }
  return left.flatMap(({ player, syncs: [sync, ...later] }) =>
    sync ? [{ player, sync, mentions: new Set(later.map(({ step }) => step.name)) }] : [],
  );
}
