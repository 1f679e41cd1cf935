import type { Message } from '../network/message.ts';

type Reading = Extract<Message, { readonly kind: 'clock-reading' }>;

/** The questions for a player's clocks that are under way on one connection. */
export class ClockReading {
  readonly #asked = new Map<number, (reading: Reading) => void>();
  #count = 0;

  /** Notes a question; returns its number. */
  ask(heard: (reading: Reading) => void): number {
    this.#count += 1;
    this.#asked.set(this.#count, heard);
    return this.#count;
  }

  hear(reading: Reading): void {
    const heard = this.#asked.get(reading.sequence);
    this.#asked.delete(reading.sequence);
    heard?.(reading);
  }
}
