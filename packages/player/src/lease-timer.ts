import { type Clock, elapsedMs } from '@conductor/types';
import type { RunningLease } from './session/lease.ts';

/** A timer may be so early, and a lease is over only when more than all of it is. */
const LATER_MS = 2;
/** A timer's delay is a signed 32-bit number of milliseconds; beyond that it would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Wakes when a lease may be over. A word of the conductor does not touch it: it looks again when the lease that it was set for would have
 * ended, since of very many players in one process each would else be looked at several times a second.
 */
export class LeaseTimer implements Disposable {
  readonly #clock: Clock;
  readonly #wake: () => void;
  #timer: NodeJS.Timeout | undefined;
  /** When it wakes; endless while it does not. */
  #atMs = Number.POSITIVE_INFINITY;

  /** Calls `wake` when the lease that was set last may be over: perhaps too early, never too late. */
  constructor(clock: Clock, wake: () => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** This lease runs now; `null` is none. */
  set(lease: RunningLease | null): void {
    if (lease === null) return;
    const atMs = elapsedMs(0n, lease.sinceNs) + lease.ms + LATER_MS;
    if (atMs >= this.#atMs) return;
    const nowMs = elapsedMs(0n, this.#clock.monotonicNs());
    this[Symbol.dispose]();
    this.#atMs = atMs;
    this.#timer = setTimeout(() => this.#ring(), Math.min(Math.max(0, atMs - nowMs), LONGEST_MS)).unref();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#atMs = Number.POSITIVE_INFINITY;
  }

  #ring(): void {
    this.#atMs = Number.POSITIVE_INFINITY;
    this.#wake();
  }
}
