import { ConductorError, type PlayerPlan, type Test } from '@conductor/types';
import type { Wishes } from './read-command-line.ts';

/** The test as the run is of it: with the trials and players that conduct was told. */
export function narrowed(test: Test, { trials, players }: Pick<Wishes, 'trials' | 'players'>): Test {
  const wanted = new Set(players?.map((name) => name.toLowerCase()));
  const known = new Set(test.players.map(({ name }) => name.toLowerCase()));
  const unknown = players?.find((name) => !known.has(name.toLowerCase()));
  if (unknown !== undefined) {
    const names = test.players.map(({ name }) => name).join(', ');
    throw new ConductorError('usage', `--players ${unknown}: ${test.file} has no such player; it has ${names}`);
  }
  const chosen = players === null ? test.players : test.players.filter(({ name }) => wanted.has(name.toLowerCase()));
  const isChosen = ({ name }: PlayerPlan) => chosen.some((player) => player.name === name);
  const ofCases = test.cases?.map((one) => ({ ...one, players: one.players.filter(isChosen) }));
  const narrowed = { ...test, players: chosen, trials: trials ?? test.trials };
  return ofCases === undefined ? narrowed : { ...narrowed, cases: ofCases };
}
