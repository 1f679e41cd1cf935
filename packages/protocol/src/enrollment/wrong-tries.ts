import type { Clock } from '@conductor/types';
import { ConductorError } from '@conductor/types';

const TRIES = 5;
const PERIOD_NS = 60_000_000_000n;

/** Counts wrong codes: five for each address and minute; then that address is not even listened to. */
export class WrongTries {
  readonly #clock: Clock;
  readonly #tries = new Map<string, readonly bigint[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws a ConductorError `identity` when an address has used its tries up. */
  check(host: string): void {
    if (this.#recent(host).length < TRIES) return;
    throw new ConductorError('identity', `${host} has tried ${TRIES} wrong codes within a minute; wait another minute`);
  }

  /** Counts a wrong one. */
  count(host: string): void {
    this.#tries.set(host, [...this.#recent(host), this.#clock.monotonicNs()]);
    for (const one of this.#tries.keys()) if (this.#recent(one).length === 0) this.#tries.delete(one);
  }

  #recent(host: string): readonly bigint[] {
    const since = this.#clock.monotonicNs() - PERIOD_NS;
    return (this.#tries.get(host) ?? []).filter((time) => time > since);
  }
}
