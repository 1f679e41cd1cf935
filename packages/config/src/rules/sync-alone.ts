import { nearestWord, PHASES } from '@conductor/types';
import type { Rule } from './rule.ts';
import { syncLists } from './syncs-of.ts';

/** Finds syncs at which nobody else waits. */
export const syncAlone: Rule = (review, say) => {
  for (const phase of PHASES) {
    const lists = syncLists(review, phase);
    for (const { player, syncs } of lists) {
      const others = new Set(lists.filter((list) => list.player !== player).flatMap((list) => list.syncs.map(nameOf)));
      for (const sync of syncs) {
        const { name } = sync.step;
        if (others.has(name)) continue;
        say(sync, 0, {
          message: `${sync.entry.spelling} waits at ${name}, and no other player mentions that in the same phase`,
          found: name,
          suggestion: nearestWord(name, others),
        });
      }
    }
  }
};

function nameOf({ step }: { readonly step: { readonly name: string } }): string {
  return step.name;
}
