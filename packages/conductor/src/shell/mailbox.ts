/** Where what happens waits to be looked at, in order of arrival. For one reader. */
export class Mailbox<Item> {
  readonly #items: Item[] = [];
  #wake: () => void = () => undefined;

  /** Leaves an item. */
  post(item: Item): void {
    this.#items.push(item);
    this.#wake();
  }

  /** Takes the next item, waiting for it at most so many milliseconds; `null` when none came. */
  async take(waitMs: number): Promise<Item | null> {
    if (this.#items.length === 0 && waitMs > 0) await this.#arrival(waitMs);
    return this.#items.shift() ?? null;
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
