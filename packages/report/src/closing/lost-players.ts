import { type ResetResult, type RunResult, visibleText } from '@conductor/types';
import { moment } from './run-times.ts';
import { listed } from './who-and-when.ts';

/** Which players were lost, why, and what is known of their Resets: those of whom the same is to be said together. */
export function lostPlayers({ players, trials }: RunResult): string[] {
  const lost = players.flatMap(({ name, lost: cause }) => {
    if (cause === null) return [];
    const reset = trials.at(-1)?.resets.find(({ player }) => player === name);
    return [{ name, text: `${cause}${reset ? resetByItself(reset) : ''}` }];
  });
  const alike = Map.groupBy(lost, ({ text }) => text);
  return Array.from(alike, ([text, each]) => `${listed(each.map(({ name }) => name))}: ${visibleText(text)}`);
}

function resetByItself({ state, time }: ResetResult): string {
  if (state !== 'paid') return '';
  return time === null ? '; it has reset by itself' : `; it reset by itself, and was done at ${moment(time)}`;
}
