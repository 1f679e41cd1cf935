import type { StartInstant } from '@conductor/protocol';
import type { Clock } from '@conductor/types';
import { shortlyBefore, waitUntil } from './at-instant.ts';

/** The start of a phase that is near: what happens before its instant is only written down. */
export class DueStart {
  readonly #clock: Clock;
  #due: StartInstant | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Shortly before the instant it is told, and may reach the instant, until telling returns. */
  await(at: StartInstant, tell: () => void): void {
    void shortlyBefore(at.startNs, this.#clock).then(() => {
      this.#due = at;
      tell();
      this.#due = null;
    });
  }

  /** Returns at the instant, where one is due. The gate is opened as soon after it as a write takes, and nothing that others see comes before it. */
  reach(): void {
    if (this.#due !== null) waitUntil(this.#due.startNs, this.#due.maySpin, this.#clock);
    this.#due = null;
  }
}
