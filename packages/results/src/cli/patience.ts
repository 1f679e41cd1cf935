import { ConductorError, elapsedMs, systemClock } from '@conductor/types';

/** How long something that stands in the way is borne with. */
export class Patience {
  readonly #what: string;
  readonly #limitMs: number;
  readonly #say: (line: string) => void;
  #sinceNs: bigint | null = null;

  /** `what` is waited for, such as `trial 1 of dut`; each time that it begins to stand still is said. */
  constructor(what: string, limitMs: number, say: (line: string) => void) {
    this.#what = what;
    this.#limitMs = limitMs;
    this.#say = say;
  }

  /** Takes one more failure. Returns the error to end with when that was long enough, else `null`. */
  spend({ code, message }: ConductorError): ConductorError | null {
    const nowNs = systemClock.monotonicNs();
    if (this.#sinceNs === null) this.#say(`waiting for ${this.#what}: ${message}`);
    this.#sinceNs ??= nowNs;
    if (elapsedMs(this.#sinceNs, nowNs) < this.#limitMs) return null;
    return new ConductorError(code, `${this.#what}: ${message} (waited ${this.#limitMs / 1000} s: --wait-players)`);
  }

  /** Things go on. */
  renew(): void {
    this.#sinceNs = null;
  }
}
