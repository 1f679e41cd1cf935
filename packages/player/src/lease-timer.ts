import { type Clock, elapsedMs } from '@conductor/types';
import type { RunningLease } from './session/lease.ts';

/** A timer may be so early, and a lease is over only when more than all of it is. */
const LATER_MS = 2;
/** A timer's delay is a signed 32-bit number of milliseconds; beyond that it would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Has a deed done after so many milliseconds; returns what keeps it from being done. */
export type After = (ms: number, deed: () => void) => () => void;

/**
 * Wakes when a lease may be over. A word of the conductor does not touch it: it looks again when the lease that it was set for would have
 * ended, since of very many players in one process each would else be looked at several times a second.
 */
export class LeaseTimer implements Disposable {
  readonly #clock: Pick<Clock, 'monotonicNs'>;
  readonly #wake: () => void;
  readonly #after: After;
  #cancel: () => void = () => undefined;
  /** When it wakes; endless while it does not. */
  #atMs = Number.POSITIVE_INFINITY;

  /** Calls `wake` when the lease that was set last may be over: perhaps too early, never too late. */
  constructor(clock: Pick<Clock, 'monotonicNs'>, wake: () => void, after: After = afterHere) {
    this.#clock = clock;
    this.#wake = wake;
    this.#after = after;
  }

  /** This lease runs now; `null` is none. */
  set(lease: RunningLease | null): void {
    if (lease === null) return;
    const atMs = elapsedMs(0n, lease.sinceNs) + lease.ms + LATER_MS;
    if (atMs >= this.#atMs) return;
    const nowMs = elapsedMs(0n, this.#clock.monotonicNs());
    this[Symbol.dispose]();
    this.#atMs = atMs;
    this.#cancel = this.#after(Math.min(Math.max(0, atMs - nowMs), LONGEST_MS), () => this.#ring());
  }

  [Symbol.dispose](): void {
    this.#cancel();
    this.#atMs = Number.POSITIVE_INFINITY;
  }

  #ring(): void {
    this.#atMs = Number.POSITIVE_INFINITY;
    this.#wake();
  }
}

function afterHere(ms: number, deed: () => void): () => void {
  const timer = setTimeout(deed, ms).unref();
  return () => clearTimeout(timer);
}
