/** A time in which nothing may be dialled. */
export class Quiet {
  #over: PromiseWithResolvers<void> | null = null;

  /** Begins the time, or ends it. */
  keep(isQuiet: boolean): void {
    if (isQuiet) this.#over ??= Promise.withResolvers<void>();
    else {
      this.#over?.resolve();
      this.#over = null;
    }
  }

  /** Resolves when dialling is allowed; rejects with the signal's reason. */
  async over(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#over === null) return;
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await Promise.race([this.#over.promise, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }
}
