import type { ResetResult, RunResult } from '@conductor/types';
import { visibleText } from '../text/visible-text.ts';
import { moment } from './run-times.ts';

/** Each player that was lost, why, and what is known of its Reset. */
export function lostPlayers({ players, trials }: RunResult): string[] {
  return players.flatMap(({ name, lost }) => {
    if (lost === null) return [];
    const reset = trials.at(-1)?.resets.find(({ player }) => player === name);
    return [visibleText(`${name}: ${lost}${reset ? resetByItself(reset) : ''}`)];
  });
}

function resetByItself({ state, time }: ResetResult): string {
  if (state !== 'paid') return '';
  return time === null ? '; it has reset by itself' : `; it reset by itself, and was done at ${moment(time)}`;
}
