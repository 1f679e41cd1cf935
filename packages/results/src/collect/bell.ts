import { untilAborted } from '@conductor/types';

/** Wakes the one who waits; rung while nobody waits, it is heard by the next who does. */
export class Bell {
  #ringing = Promise.withResolvers<void>();

  ring(): void {
    this.#ringing.resolve();
  }

  /** Resolves when the bell has rung since the last time. */
  async rung(signal: AbortSignal): Promise<void> {
    await untilAborted(this.#ringing.promise, signal);
    this.#ringing = Promise.withResolvers<void>();
  }
}
