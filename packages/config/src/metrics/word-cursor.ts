import type { Word } from './words.ts';

/** Reads words from left to right. */
export class WordCursor {
  readonly #words: readonly Word[];
  readonly #end: number;
  #at = 0;

  /** `end`: where the value ends. */
  constructor(words: readonly Word[], end: number) {
    this.#words = words;
    this.#end = end;
  }

  /** The next word, without taking it; `undefined` at the end. */
  get next(): Word | undefined {
    return this.#words[this.#at];
  }

  /** Where the next word begins, or the value ends. */
  get offset(): number {
    return this.next?.offset ?? this.#end;
  }

  take(): Word | undefined {
    const word = this.next;
    if (word !== undefined) this.#at += 1;
    return word;
  }

  /** Takes the next word when it is one of these. */
  takeOne<const Known extends string>(known: readonly Known[]): Known | undefined {
    const found = known.find((word) => word === this.next?.text.toLowerCase());
    if (found !== undefined) this.#at += 1;
    return found;
  }
}
