import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import type { Clock, JournalEntry, Secret } from '@conductor/types';
import type { Containment } from './containment/containment.ts';
import type { GuardedTrial } from './guardian/index.ts';
import { Journal } from './journal/journal.ts';
import { TrialResults } from './results/trial-results.ts';
import { TrialSecrets } from './secrets/trial-secrets.ts';
import type { KeptTrial } from './session/session-effect.ts';
import { orRemoved } from './storage/or-removed.ts';
import { TrialFolder } from './storage/trial-folder.ts';

/** Where a trial is kept while it is open, and what there is of it already. */
export interface TrialPlace {
  readonly kept: GuardedTrial;
  readonly folder: TrialFolder;
  readonly journal: Journal;
  /** Which segment of the journal that is: each life of the player that goes on with a trial has its own. */
  readonly segment: number;
  readonly results: TrialResults;
  readonly secrets: TrialSecrets;
}

/** What a place is made with. */
export interface PlaceGround {
  readonly stateFolder: string;
  readonly containment: Pick<Containment, 'level' | 'cgroupFolder'>;
  readonly bootId: string;
  readonly clock: Clock;
  /** What reboots this host; `null` where its owner has not said that tests may. */
  readonly rebootCommand: string | null;
}

/** Writes a trial to disk; durable when its folder is. Throws what the file system says, and what this host does not have, and leaves nothing. */
export function newPlace(trial: KeptTrial, secrets: readonly Secret[], ground: PlaceGround): TrialPlace {
  const { stateFolder, bootId, clock, containment } = ground;
  checkWishes(trial, ground);
  const kept: GuardedTrial = { ...trial, putMark: `.conductor-${randomBytes(8).toString('hex')}`, reboots: 0 };
  const { level, cgroupFolder } = containment;
  const folder = TrialFolder.make(stateFolder, { ...kept, bootId, containment: level, cgroupFolder });
  const { run, trial: ref, playerName: player } = kept;
  return orRemoved(folder.path, () => {
    if (secrets.length > 0) folder.noteSecrets();
    const loaded = { kind: 'trial-loaded', run, trial: ref, player, containment: level, bootId } as const;
    const journal = beginJournal(folder.segment(1), clock, loaded);
    return {
      kept,
      folder,
      journal,
      segment: 1,
      results: new TrialResults(run, ref),
      secrets: new TrialSecrets(secrets),
    };
  });
}

function beginJournal(path: string, clock: Clock, first: JournalEntry): Journal {
  const journal = new Journal(path, clock);
  try {
    journal.append(first);
    return journal;
  } catch (error) {
    journal[Symbol.dispose]();
    throw error;
  }
}

function checkWishes({ policies, phases }: KeptTrial, { rebootCommand }: PlaceGround): void {
  if (!Object.hasOwn(constants.signals, policies.stopSignal)) {
    throw new Error(`this host knows no signal ${policies.stopSignal}`);
  }
  const reboot = [...phases.startup, ...phases.run].find(({ kind }) => kind === 'reboot');
  if (reboot === undefined || rebootCommand !== null) return;
  throw new Error(
    `${reboot.key} (${reboot.place.file}:${reboot.place.line}) would reboot this host, and its owner has not said that tests may; ` +
      'reboot = yes in the settings of this player says so (or PLAYER_REBOOT=yes in its environment)',
  );
}
