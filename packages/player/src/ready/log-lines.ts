/** So much of a line is looked at: the end of it, where it is longer. */
const LINE_LIMIT = 16 * 1024;

/** Cuts what is written to an output into lines, as it comes, and keeps no more of it than the line that is not over yet. */
export class LogLines {
  /** The last line that was not empty. */
  last = '';
  #rest = '';
  #hasGrown = false;

  /** The lines that this ends. */
  take(text: string): readonly string[] {
    if (text === '') return [];
    this.#hasGrown = true;
    const lines = `${this.#rest}${text}`.split('\n');
    this.#rest = (lines.pop() ?? '').slice(-LINE_LIMIT);
    const whole = lines.map((line) => line.replace(/\r$/, '').slice(-LINE_LIMIT));
    this.last = whole.findLast((line) => line.trim() !== '') ?? this.last;
    return whole;
  }

  /** A line without an end that did not grow since this was asked last: a prompt has none. It may still be asked for again. */
  settled(): readonly string[] {
    const hasGrown = this.#hasGrown;
    this.#hasGrown = false;
    if (hasGrown || this.#rest === '') return [];
    this.last = this.#rest;
    return [this.#rest];
  }

  /** What was written until now is gone. */
  clear(): void {
    this.#rest = '';
  }
}
