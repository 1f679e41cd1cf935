import type { PlayerPlan, Test } from '@conductor/types';
import { unknownWord } from './unknown-word.ts';

/** What a command line says differently than the test file. */
export interface Narrowing {
  /** Names of players, whatever their case; `null` is all of them. */
  readonly players: readonly string[] | null;
  readonly trials: number | null;
}

/** The test with only these players, and so many trials. A ConductorError of code `usage` names a player that it does not have. */
export function narrowTest(test: Test, { players, trials }: Narrowing): Test {
  return {
    ...test,
    players: players === null ? test.players : selectPlayers(test, players),
    trials: trials ?? test.trials,
  };
}

/** In file order, however they were named. */
function selectPlayers(test: Test, names: readonly string[]): PlayerPlan[] {
  const known = test.players.map(({ name }) => name);
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const unknown = names.find((name) => !known.some((player) => player.toLowerCase() === name.toLowerCase()));
  if (unknown !== undefined) throw unknownWord(unknown, `player of ${test.file}`, known);
  return test.players.filter(({ name }) => wanted.has(name.toLowerCase()));
}
