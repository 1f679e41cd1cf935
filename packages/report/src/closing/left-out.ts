import { type LeftOutPlayer, leftOutText, visibleText } from '@conductor/types';

/** The players that had no part in a run, each with the reason. */
export function leftOutLines({ leftOut = [] }: { readonly leftOut?: readonly LeftOutPlayer[] }): string[] {
  return leftOut.map((player) => visibleText(`${player.name}: ${leftOutText(player)}`));
}
