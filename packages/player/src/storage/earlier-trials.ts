import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ResetState } from '@conductor/types';
import type { KeptTrialFacts } from '../results/kept-run.ts';
import { type KeptTrialFolder, keptTrials } from './kept-runs.ts';

/** What is told of the trials that earlier lives of the player left in a state folder. */
export function earlierTrials(stateFolder: string): readonly KeptTrialFacts[] {
  return keptTrials(stateFolder).map((kept) => ({
    // A run id is letters, digits, - and _: its folder bears its name.
    runId: basename(dirname(dirname(kept.path))),
    loaded: statSync(kept.path).birthtime,
    reset: resetOf(kept),
    pendingBytes: bytesIn(kept.path),
    isOwed: kept.state === 'owed',
  }));
}

const CLOSED = /"kind":"trial-closed","reset":"(not-owed|paid|waived|unconfirmed)"/;

function resetOf({ path, state }: KeptTrialFolder): ResetState {
  if (state === 'not-begun') return 'not-owed';
  const journal = join(path, 'journal.ndjson');
  const [, said] = (existsSync(journal) ? CLOSED.exec(readFileSync(journal, 'utf8')) : null) ?? [];
  return state === 'closed' && said !== undefined ? (said as ResetState) : 'unconfirmed';
}

/** What a collector could still pull: the journal, and the outputs in the folders of the phases. */
function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
