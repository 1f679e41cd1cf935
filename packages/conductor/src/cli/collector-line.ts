import { isLoopback } from '@conductor/protocol';
import { type StartedTest, shellWord, type Test } from '@conductor/types';
import type { UserWishes } from './read-wishes.ts';

/**
 * The command line of the collector of a run, to be copied: on this host as it stands, on another with the test file at hand there.
 * Its results are beside ours, never in our run directory, which has one writer.
 */
export function collectorLine(test: CollectedTest, runId: string, wishes: UserWishes): string {
  const { trials, players, cases, variables, lab, maxResultsBytes, isInsecure } = wishes;
  return [
    'collector',
    shellWord(test.file),
    '--run',
    runId,
    '--results',
    shellWord(`${test.settings.results.replace(/\/+$/, '')}-collected`),
    ...(trials === null ? [] : ['--trials', String(trials)]),
    ...(players === null && test.leftOut === undefined
      ? []
      : ['--players', ...test.players.map(({ name }) => shellWord(name))]),
    ...Array.from(variables, ([name, value]) => ['-D', shellWord(`${name}=${value}`)]).flat(),
    ...cases.flatMap((name) => ['--case', shellWord(name)]),
    ...(test.seed === undefined ? [] : ['--seed', String(test.seed)]),
    ...(maxResultsBytes === null ? [] : ['--max-results', String(maxResultsBytes.value)]),
    ...(lab?.source === '--lab' ? ['--lab', shellWord(lab.value)] : []),
    ...(isInsecure ? ['--insecure-network'] : []),
  ].join(' ');
}

/** A test as its run tells it: with the seed that was drawn. */
type CollectedTest = Pick<StartedTest, 'file' | 'settings' | 'players' | 'leftOut' | 'seed'>;

/** What the line lacks on another host, whose lab we do not know; `null` where nobody asks the collector who it is. */
export function collectorHint(
  test: Pick<Test, 'players'>,
  { isInsecure }: Pick<UserWishes, 'isInsecure'>,
): string | null {
  if (isInsecure || test.players.every(({ address }) => address === 'localhost' || isLoopback(address))) return null;
  return 'on another host it also needs --lab FOLDER: "conduct certificate collector NAME --out FOLDER" makes that, here';
}
