import { ConductorError, formatPlace, PUT_MOST, type PutStep, type Test } from '@conductor/types';
import { putSteps } from './put-files.ts';

/**
 * Refuses a test of which one player would be brought more files than can be offered to it, at the step with the first that is
 * too many. A file of the same bytes is brought once. Throws a ConductorError `config`.
 */
export function checkFileCounts({ players, cases = [] }: Pick<Test, 'players' | 'cases'>): void {
  const filesOf = new Map<string, Set<string>>();
  for (const { name, phases } of [players, ...cases.map((one) => one.players)].flat()) {
    const files = filesOf.get(name) ?? new Set();
    filesOf.set(name, files);
    for (const step of putSteps(phases)) {
      for (const item of step.items) if (item.kind === 'file') files.add(item.sha256);
      if (files.size > PUT_MOST.filesOfPlayer) throw tooMany(name, step);
    }
  }
}

function tooMany(player: string, { place, key }: PutStep): ConductorError {
  const most = PUT_MOST.filesOfPlayer.toLocaleString('en');
  return new ConductorError(
    'config',
    `${formatPlace(place)}: with ${key} player "${player}" is put more than ${most} files; pack them into one, and unpack it in a step`,
  );
}
