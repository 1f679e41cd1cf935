import type { JournalRecord } from '@conductor/types';
import { filesBelow, textOf } from './files-below.ts';

/** The journals that players have kept below a state folder, one list of records each; a torn last line is left out. */
export function readJournals(stateFolder: string): JournalRecord[][] {
  return filesBelow(stateFolder)
    .filter(({ path }) => path.endsWith('.ndjson'))
    .map(({ path }) => (textOf(path) ?? '').split('\n').slice(0, -1))
    .map((lines) => lines.map((line): JournalRecord => JSON.parse(line)));
}

/** No step of Startup or Run begins after its trial was stopped. */
export function stopFaults(journal: readonly JournalRecord[]): string[] {
  const stop = journal.findIndex(({ kind }) => kind === 'trial-stopped');
  if (stop === -1) return [];
  return journal.slice(stop).flatMap((record) => {
    const late = record.kind === 'step-began' && ['startup', 'run'].includes(record.step.phase);
    return late ? [`step ${record.step.index} of ${record.step.phase} began after the trial was stopped`] : [];
  });
}
