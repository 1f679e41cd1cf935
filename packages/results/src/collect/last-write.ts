/**
 * The write that is under way: one at a time for all files of a trial, since a file must not be closed, to make room for another, while it is
 * written. Whoever begins a write does not wait for its end.
 */
export class LastWrite {
  #writing: Promise<void> = Promise.resolve();

  /** Resolves when it is over; rejects when it failed. */
  get over(): Promise<void> {
    return this.#writing;
  }

  /** To be called when the one before is over. */
  begin(writing: Promise<void>): void {
    this.#writing = writing;
    // Whoever asks when it is over is told of it.
    writing.catch(() => undefined);
  }
}
