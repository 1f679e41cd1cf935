import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@conductor/types';
import type { HostLimits } from '../host-limits.ts';
import type { TrialResults } from '../results/trial-results.ts';
import { Reserve } from '../storage/reserve.ts';
import { noteHeldRun } from './held-run.ts';
import { keepWithin } from './keep-within.ts';
import { COLLECTED_FILE } from './spooled-run.ts';

/** What a keeper needs to know. */
export interface KeeperOptions {
  readonly stateFolder: string;
  readonly limits: Pick<HostLimits, 'keepMs' | 'keepBytes' | 'reserveBytes'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly onLog: (text: string) => void;
}

/**
 * Keeps the spools of a player within what its host grants, with room for Reset beside them, and leaves notes for who looks
 * at them from outside.
 */
export class SpoolKeeper implements AsyncDisposable {
  readonly #options: KeeperOptions;
  readonly #reserve: Reserve;
  #heldRun: string | null = null;
  #isOver = false;
  #tidying: Promise<void> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#reserve = new Reserve(options.stateFolder, options.limits.reserveBytes, options.onLog);
    this.#tryTo(() => noteHeldRun(options.stateFolder, null));
  }

  /** This run holds the player from now on; `null` is none. */
  hold(runId: string | null): void {
    if (runId === this.#heldRun) return;
    this.#heldRun = runId;
    this.#tryTo(() => noteHeldRun(this.#options.stateFolder, runId));
  }

  /** The file that keeps room for Reset; `null` where none is wanted. Who pays a Reset may remove it. */
  get reserveFile(): string | null {
    return this.#options.limits.reserveBytes === 0 ? null : this.#reserve.path;
  }

  /** Resolves when what is kept no longer is removed. Room for Reset is made then: see `ready`. Never rejects. */
  async tidy(): Promise<void> {
    const removed = this.#inTurn(async () => {
      await keepWithin({ ...this.#options, heldRun: this.#heldRun, now: this.#options.clock.now() });
    });
    void this.#inTurn(() => this.#reserve.make());
    await removed;
  }

  /** Resolves when room for Reset is kept, or it was said why there is none: nobody waits for a disk before a trial needs it. */
  ready(): Promise<void> {
    return this.#tidying;
  }

  /** Resolves when nothing of it works in the state folder any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    await this.#tidying;
  }

  /** The disk has refused something. */
  noteFullDisk(): void {
    this.#reserve.noteFull();
  }

  /** Whether Reset would have to be given the room that is kept for it, were it to begin now. */
  get isFull(): boolean {
    let isFull = false;
    this.#tryTo(() => {
      isFull = this.#reserve.isNeeded;
    });
    return isFull;
  }

  /** Reset is about to begin. */
  makeRoomForReset(): void {
    this.#tryTo(() => this.#reserve.makeRoom());
  }

  /** Notes, as soon as it is so, that a collector holds everything of a trial that is closed. */
  async noteCollected(folder: string, results: TrialResults): Promise<void> {
    await results.heldUpToNow();
    if (!existsSync(folder)) return;
    this.#tryTo(() => writeFileSync(join(folder, COLLECTED_FILE), '', { mode: 0o600 }));
  }

  /** One after the other: two would count the same bytes. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    this.#tidying = this.#tidying.then(async () => {
      if (!this.#isOver) await act();
    });
    return this.#tidying;
  }

  /** A disk that refuses must not take more than these notes. */
  #tryTo(write: () => void): void {
    try {
      write();
    } catch (error) {
      const { stateFolder, onLog } = this.#options;
      onLog(`${stateFolder} cannot be kept in order: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
