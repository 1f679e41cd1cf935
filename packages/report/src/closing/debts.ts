import { type ResetState, type RunResult, visibleText } from '@conductor/types';
import type { Paint } from '../text/paint.ts';
import { partsOf, trialName } from './walk-result.ts';
import { whoAndWhen } from './who-and-when.ts';

/** What is to be done about a Reset that was owed: a player that was killed may have left it to its guardian, or to its next start. */
export const UNHEARD_RESET =
  'nobody heard that its Reset ran: look at this player before you use it; if it is gone, start it again: what it owes is paid before it listens';

const DEBT: { readonly [S in ResetState]: string | null } = {
  'not-owed': null,
  paid: null,
  waived: 'Reset was not asked for and did not run: this player is as the test left it',
  unconfirmed: UNHEARD_RESET,
};

/** Who is not as it was: a Reset that did not run or was not heard of, and processes that would not end. */
export function debts(result: RunResult, paint: Paint): string[] {
  const all = [...unpaidResets(result), ...leftBehind(result).map(visibleText)];
  return all.map((debt) => paint(debt, 'red'));
}

function unpaidResets(result: RunResult): string[] {
  const unpaid = result.trials.flatMap((trial) =>
    trial.resets.flatMap(({ player, state }) => {
      const debt = DEBT[state];
      return debt === null ? [] : [{ player, trial: trialName(trial), debt }];
    }),
  );
  const alike = Map.groupBy(unpaid, ({ debt }) => debt);
  return Array.from(alike, ([debt, turns]) => whoAndWhen(turns).map((who) => `${who}: ${debt}`)).flat();
}

function* leftBehind(result: RunResult): Generator<string> {
  for (const { trial, phase, part } of partsOf(result)) {
    const counted = part.counts?.leftovers ?? 0;
    if (counted > 0) yield `${part.player}, trial ${trial}, ${phase}: processes were left behind: ${counted}`;
    for (const { pid, command, foundBy } of part.leftovers) {
      yield `${part.player}, trial ${trial}, ${phase}: process ${pid} was left behind (${foundBy}): ${command}`;
    }
  }
}
