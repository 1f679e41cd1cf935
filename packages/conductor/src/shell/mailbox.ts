import { setImmediate as turn } from 'node:timers/promises';

/** Where what happens waits to be looked at, in order of arrival. For one reader. */
export class Mailbox<Item> {
  #items: Item[] = [];
  #wake: () => void = () => undefined;

  /** Leaves an item. */
  post(item: Item): void {
    this.#items.push(item);
    this.#wake();
  }

  /**
   * Takes all items that are there, waiting for the first at most so many milliseconds; none when none came. What comes in the same turn
   * of the event loop comes together: very many players speak at once.
   */
  async take(waitMs: number): Promise<readonly Item[]> {
    if (this.#items.length === 0 && waitMs > 0) {
      await this.#arrival(waitMs);
      if (this.#items.length > 0) await turn();
    }
    const items = this.#items;
    this.#items = [];
    return items;
  }

  async #arrival(waitMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    // A timer's delay is a signed 32-bit number of milliseconds; beyond that it would fire at once.
    const timer = setTimeout(resolve, Math.min(waitMs, 2 ** 31 - 1));
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }
}
