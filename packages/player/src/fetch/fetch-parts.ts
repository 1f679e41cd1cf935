import type { Journal } from '../journal/journal.ts';
import type { TrialResults } from '../results/trial-results.ts';

/** What a fetch step is performed with. */
export interface FetchParts {
  readonly journal: Pick<Journal, 'append'>;
  readonly results: TrialResults;
  /** Words that make a command another user's: files are opened with that user's rights. */
  readonly become: readonly string[];
  /** Without any progress for so long nobody takes the files. */
  readonly leaseMs: number;
}
