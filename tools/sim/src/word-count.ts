/** Counts the words of control conversations, and has something done at some of them. */
export class WordCount {
  #count = 0;
  readonly #awaited = new Map<number, (() => void)[]>();

  at(count: number, deed: () => void): void {
    this.#awaited.set(count, [...(this.#awaited.get(count) ?? []), deed]);
  }

  count(): void {
    this.#count += 1;
    for (const deed of this.#awaited.get(this.#count) ?? []) deed();
  }
}
