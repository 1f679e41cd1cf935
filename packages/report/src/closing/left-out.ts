import { type LeftOutPlayer, leftOutText } from '@conductor/types';
import { visibleText } from '../text/visible-text.ts';

/** The players that had no part in a run, each with the reason. */
export function leftOutLines({ leftOut = [] }: { readonly leftOut?: readonly LeftOutPlayer[] }): string[] {
  return leftOut.map((player) => visibleText(`${player.name}: ${leftOutText(player)}`));
}
