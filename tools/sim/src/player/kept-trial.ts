import type { BeforeReboot, KeptTrial } from '@conductor/player/session';
import {
  type JournalEntry,
  type JournalRecord,
  type Step,
  type StepId,
  stepIdKey,
  type TrialRef,
} from '@conductor/types';

/** What is written down before a host is rebooted. */
export interface RebootOnDisk {
  readonly step: StepId;
  readonly plan: Step & { readonly kind: 'reboot' };
  readonly before: BeforeReboot;
  readonly beganMs: number;
  /** Which boot of the host is to end. */
  readonly boot: number;
}

/** A trial as it is on the disk of its host, through all lives of the player. */
export class TrialOnDisk {
  readonly kept: KeptTrial;
  /** `runA/1`. */
  readonly name: string;
  readonly records: JournalRecord[] = [];
  /** The guardian was told that Reset is owed. */
  isArmed = false;
  /** A step reboots the host, and this is what the next life has to know; `null` while none does. */
  reboot: RebootOnDisk | null = null;
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

  /** Steps that began and have no end. */
  get unended(): readonly StepId[] {
    const open = new Map<string, StepId>();
    for (const record of this.records) {
      if (record.kind === 'step-began') open.set(stepIdKey(record.step), record.step);
      if (record.kind === 'step-ended') open.delete(stepIdKey(record.step));
    }
    return [...open.values()];
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
