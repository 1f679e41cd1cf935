import { isLoopback } from '@conductor/protocol';
import { shellWord, type Test } from '@conductor/types';
import type { UserWishes } from './read-wishes.ts';

/**
 * The command line of the collector of a run, to be copied: on this host as it stands, on another with the test file at hand there.
 * Its results are beside ours, never in our run directory, which has one writer.
 */
export function collectorLine(test: Test, runId: string, wishes: UserWishes): string {
  const { trials, players, lab, maxResultsBytes, isInsecure } = wishes;
  return [
    'collector',
    shellWord(test.file),
    '--run',
    runId,
    '--results',
    shellWord(`${test.settings.results.replace(/\/+$/, '')}-collected`),
    ...(trials === null ? [] : ['--trials', String(trials)]),
    ...(players === null ? [] : ['--players', ...test.players.map(({ name }) => shellWord(name))]),
    ...(maxResultsBytes === null ? [] : ['--max-results', String(maxResultsBytes.value)]),
    ...(lab?.source === '--lab' ? ['--lab', shellWord(lab.value)] : []),
    ...(isInsecure ? ['--insecure-network'] : []),
  ].join(' ');
}

/** What the line lacks on another host, whose lab we do not know; `null` where nobody asks the collector who it is. */
export function collectorHint(test: Test, { isInsecure }: Pick<UserWishes, 'isInsecure'>): string | null {
  if (isInsecure || test.players.every(({ address }) => address === 'localhost' || isLoopback(address))) return null;
  return 'on another host it also needs --lab FOLDER: "conduct certificate collector NAME --out FOLDER" makes that, here';
}
