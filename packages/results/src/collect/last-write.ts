/**
 * The write that is under way: of all files of a trial one at a time, since a file that is written must not be closed for another to be
 * opened. Whoever begins one goes on with what it has besides.
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
