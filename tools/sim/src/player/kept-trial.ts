import type { KeptTrial } from '@conductor/player/session';
import type { JournalEntry, JournalRecord, TrialRef } from '@conductor/types';

/** A trial as it is on the disk of its host, through all lives of the player. */
export class TrialOnDisk {
  readonly kept: KeptTrial;
  /** `runA/1`. */
  readonly name: string;
  readonly records: JournalRecord[] = [];
  /** The guardian was told that Reset is owed. */
  isArmed = false;
  /** Reset has run to its end, or the trial was closed. */
  isSettled = false;
  /** Nothing more comes of it. */
  isClosed = false;
  /** Results are held back, so that a measurement is not disturbed. */
  isHeldBack = false;
  /** Fetch steps that wait for their files: what they need is sent even then. */
  fetching = 0;
  /** How many records a collector holds durably. */
  heldCount = 0;
  readonly #watchers = new Set<() => void>();

  constructor(kept: KeptTrial) {
    this.kept = kept;
    this.name = trialName(kept.run.runId, kept.trial);
  }

  /** Whether results may be sent now. */
  get maySend(): boolean {
    return !this.isHeldBack || this.fetching > 0;
  }

  /** A collector holds all that there ever will be. */
  get isCollected(): boolean {
    return this.isClosed && this.heldCount >= this.records.length;
  }

  append(entry: JournalEntry, time: string, monotonicNs: bigint): void {
    this.records.push({ seq: this.records.length + 1, time, monotonicNs: String(monotonicNs), ...entry });
    this.changed();
  }

  acknowledge(count: number): void {
    this.heldCount = Math.max(this.heldCount, count);
    this.changed();
  }

  /** Tells whoever watches. */
  changed(): void {
    for (const watch of [...this.#watchers]) watch();
  }

  /** Calls `noted` after each change; undone by the result. */
  watch(noted: () => void): () => void {
    this.#watchers.add(noted);
    return () => this.#watchers.delete(noted);
  }
}

export function trialName(runId: string, { trial }: TrialRef): string {
  return `${runId}/${trial}`;
}
