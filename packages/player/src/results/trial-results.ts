import { type Position, type ResultSource, sourceKey } from '@conductor/protocol';
import type { RunRef, TrialRef } from '@conductor/types';
import type { ServedSource } from './served-source.ts';

/** What is waited for: that collectors hold so much of each source. */
interface Watermark {
  readonly missing: Map<ServedSource, number | 'all'>;
  readonly reached: () => void;
}

/** All results of one trial: what there is to pull, and how much of it collectors hold. */
export class TrialResults {
  readonly run: RunRef;
  readonly trial: TrialRef;
  readonly #sources = new Map<string, ServedSource>();
  readonly #journals: ServedSource[] = [];
  readonly #followers = new Set<(source: ServedSource | null) => void>();
  /** Who waits for the last collector to go. */
  readonly #alone: (() => void)[] = [];
  #watermarks: Watermark[] = [];
  /** Nothing but what a fetch step waits for is to be sent, so that a measurement is not disturbed. */
  #held = false;
  /** A fetch step waits for its files: they are sent even then. */
  fetching = 0;
  #closed = false;

  constructor(run: RunRef, trial: TrialRef) {
    this.run = run;
    this.trial = trial;
  }

  /** Nothing more will come. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Whether results may be sent now. */
  get maySend(): boolean {
    return !this.#held || this.fetching > 0;
  }

  /** Whether somebody waits until collectors hold what there is: a phase that ends, a step that fetches, the end of the trial. */
  get isAwaited(): boolean {
    return this.#closed || this.fetching > 0 || this.#watermarks.length > 0;
  }

  get sources(): Iterable<ServedSource> {
    return this.#sources.values();
  }

  /** The segments of the journal, in order: one is sent whole before the next. */
  get journals(): readonly ServedSource[] {
    return this.#journals;
  }

  /** Bytes that no collector holds yet. */
  pendingBytes(): number {
    return this.#sources.values().reduce((sum, source) => sum + source.pending, 0);
  }

  find(source: ResultSource): ServedSource | undefined {
    return this.#sources.get(sourceKey(source));
  }

  add(source: ServedSource): void {
    this.#sources.set(source.key, source);
    if (source.source.kind === 'journal') this.#journals.push(source);
    this.changed(source);
  }

  /** A collector holds all of it, and it need not be kept in mind. */
  remove(source: ServedSource): void {
    this.#sources.delete(source.key);
  }

  /** Calls `tell` with each source that has more to send, and with `null` for news of the trial. Undone by the result. */
  follow(tell: (source: ServedSource | null) => void): () => void {
    this.#followers.add(tell);
    return () => {
      this.#followers.delete(tell);
      if (this.#followers.size === 0) for (const noted of this.#alone.splice(0)) noted();
    };
  }

  /** Resolves when no collector is there. */
  alone(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#followers.size === 0) resolve();
    else this.#alone.push(resolve);
    return promise;
  }

  /** A source has grown, is closed, or is no more. */
  changed(source: ServedSource): void {
    if (source.state === 'abandoned') this.#settle(source);
    for (const tell of this.#followers) tell(source);
  }

  /** Holds results back, or lets them go. */
  hold(held: boolean): void {
    this.#held = held;
    this.nudge();
  }

  /** Nothing more will come. */
  close(): void {
    this.#closed = true;
    this.nudge();
  }

  /** Something that followers act on has changed, but no single source. */
  nudge(): void {
    for (const tell of this.#followers) tell(null);
  }

  /** A collector holds so much, durably. What it names and we do not know is of another life, and is nothing to us. */
  acknowledge(positions: readonly Position[], complete: readonly ResultSource[]): void {
    for (const { source, offset } of positions) {
      const known = this.find(source);
      if (!known) continue;
      known.acknowledged = Math.max(known.acknowledged, Math.min(offset, known.size));
      this.#settle(known);
    }
    for (const source of complete) {
      const known = this.find(source);
      if (!known) continue;
      known.complete = true;
      this.#settle(known);
      known.whenHeld();
    }
  }

  /** Resolves when collectors hold all that exists now: closed sources whole, the others up to their present size. */
  heldUpToNow(): Promise<void> {
    const missing = new Map<ServedSource, number | 'all'>();
    for (const source of this.#sources.values()) {
      const wanted = source.state === 'closed' && source.source.kind !== 'journal' ? 'all' : source.size;
      if (!holds(source, wanted)) missing.set(source, wanted);
    }
    return this.#reached(missing);
  }

  #reached(missing: Map<ServedSource, number | 'all'>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (missing.size === 0) {
      resolve();
      return promise;
    }
    this.#watermarks.push({ missing, reached: resolve });
    // What was gathered until now is wanted.
    this.nudge();
    return promise;
  }

  #settle(source: ServedSource): void {
    if (this.#watermarks.length === 0) return;
    for (const { missing, reached } of this.#watermarks) {
      const wanted = missing.get(source);
      if (wanted === undefined || !holds(source, wanted)) continue;
      missing.delete(source);
      if (missing.size === 0) reached();
    }
    this.#watermarks = this.#watermarks.filter(({ missing }) => missing.size > 0);
  }
}

function holds(source: ServedSource, wanted: number | 'all'): boolean {
  if (source.complete || source.state === 'abandoned') return true;
  return wanted !== 'all' && source.acknowledged >= wanted;
}
