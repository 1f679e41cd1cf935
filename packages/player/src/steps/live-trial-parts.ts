import type { Clock } from '@conductor/types';
import type { Leader } from '../containment/cell.ts';
import type { Containment } from '../containment/containment.ts';
import type { Fork } from '../fork/fork.ts';
import type { GuardedTrial } from '../guardian/plan-guardian.ts';
import type { Journal } from '../journal/journal.ts';
import type { TrialResults } from '../results/trial-results.ts';
import type { TrialSecrets } from '../secrets/trial-secrets.ts';
import type { SessionEvent } from '../session/session-event.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';

/** What the commands of a trial are run with. */
export interface LiveTrialParts {
  readonly kept: GuardedTrial;
  readonly stateFolder: string;
  readonly folder: TrialFolder;
  /** Never throws: a journal that cannot be written is told as an event. */
  readonly journal: Pick<Journal, 'append'>;
  readonly results: TrialResults;
  readonly secrets: TrialSecrets;
  readonly containment: Containment;
  readonly clock: Clock;
  /** What every step inherits of the player's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Words that make a command another user's; none where steps run as the player itself. */
  readonly become: readonly string[];
  /** Who forks. */
  readonly fork: Fork;
  readonly tell: (event: SessionEvent) => void;
  /** Told of the first process of each step before it can run anything. */
  readonly noteLeader: (leader: Leader) => void;
}
