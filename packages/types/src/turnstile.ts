/** Lets so many at a time do something; the others wait for their turn, in order of arrival. */
export class Turnstile {
  #room: number;
  readonly #waiting = new Set<() => void>();

  constructor(room: number) {
    this.#room = room;
  }

  /** Whether who comes now would have to wait. */
  get isFull(): boolean {
    return this.#room === 0;
  }

  /** Does some work when there is room for it. Rejects with the signal's reason when that is aborted before. */
  async through<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#room > 0) {
      this.#room -= 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      if (this.#waiting.delete(resolve)) reject(signal.reason);
    };
    this.#waiting.add(resolve);
    signal.addEventListener('abort', giveUp, { once: true });
    await promise.finally(() => signal.removeEventListener('abort', giveUp));
  }

  /** The room of who leaves is the next one's. */
  #leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#room += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
