import type { Fold } from '@conductor/types';

/** The numbers that were found in one place: any amount of them, none of them kept. */
export class Numbers {
  #count = 0;
  #first = 0;
  #last = 0;
  #least = Number.POSITIVE_INFINITY;
  #most = Number.NEGATIVE_INFINITY;
  #mean = 0;

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** One more; finite. */
  add(value: number): void {
    if (this.#count === 0) this.#first = value;
    this.#count += 1;
    this.#last = value;
    this.#least = Math.min(this.#least, value);
    this.#most = Math.max(this.#most, value);
    // A running mean: the sum of many large numbers may be none that a double can hold.
    this.#mean += (value - this.#mean) / this.#count;
  }

  /** All of some others, behind these. */
  addAll(others: Numbers): void {
    if (others.#count === 0) return;
    if (this.#count === 0) this.#first = others.#first;
    this.#count += others.#count;
    this.#last = others.#last;
    this.#least = Math.min(this.#least, others.#least);
    this.#most = Math.max(this.#most, others.#most);
    this.#mean += ((others.#mean - this.#mean) * others.#count) / this.#count;
  }

  /** The same, each divided: every fold of them comes out divided. */
  dividedBy(divisor: number): Numbers {
    const divided = new Numbers();
    divided.#count = this.#count;
    divided.#first = this.#first / divisor;
    divided.#last = this.#last / divisor;
    divided.#least = this.#least / divisor;
    divided.#most = this.#most / divisor;
    divided.#mean = this.#mean / divisor;
    return divided;
  }

  /** One number of all; `null` when there is none, or when there are several and nobody said how they become one. */
  fold(fold: Fold | null): number | null {
    if (this.#count === 0) return null;
    switch (fold) {
      case null:
        return this.#count === 1 ? this.#first : null;
      case 'first':
        return this.#first;
      case 'last':
        return this.#last;
      case 'mean':
        return this.#mean;
      case 'min':
        return this.#least;
      case 'max':
        return this.#most;
      case 'sum':
        return this.#mean * this.#count;
      default:
        return fold satisfies never;
    }
  }
}
