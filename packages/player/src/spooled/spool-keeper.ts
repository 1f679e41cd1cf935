import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@conductor/types';
import type { HostLimits } from '../host-limits.ts';
import type { TrialResults } from '../results/trial-results.ts';
import { noteHeldRun } from './held-run.ts';
import { keepWithin } from './keep-within.ts';
import { COLLECTED_FILE } from './spooled-run.ts';

/** What a keeper needs to know. */
export interface KeeperOptions {
  readonly stateFolder: string;
  readonly limits: Pick<HostLimits, 'keepMs' | 'keepBytes'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly onLog: (text: string) => void;
}

/** Keeps the spools of a player within what its host grants, and leaves notes for who looks at them from outside. */
export class SpoolKeeper {
  readonly #options: KeeperOptions;
  #heldRun: string | null = null;
  #tidying: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#tryTo(() => noteHeldRun(options.stateFolder, null));
  }

  /** This run holds the player from now on; `null` is none. */
  hold(runId: string | null): void {
    if (runId === this.#heldRun) return;
    this.#heldRun = runId;
    this.#tryTo(() => noteHeldRun(this.#options.stateFolder, runId));
  }

  /** Removes what is kept no longer. Never rejects. */
  async tidy(): Promise<void> {
    // One after the other: two would count the same bytes.
    this.#tidying = this.#tidying.then(() =>
      keepWithin({ ...this.#options, heldRun: this.#heldRun, now: this.#options.clock.now() }),
    );
    await this.#tidying;
  }

  /** Notes, as soon as it is so, that a collector holds everything of a trial that is closed. */
  async noteCollected(folder: string, results: TrialResults): Promise<void> {
    await results.heldUpToNow();
    if (!existsSync(folder)) return;
    this.#tryTo(() => writeFileSync(join(folder, COLLECTED_FILE), '', { mode: 0o600 }));
  }

  /** These notes are for people; a full disk must not take more than them. */
  #tryTo(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#options.onLog(`a note could not be left: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
