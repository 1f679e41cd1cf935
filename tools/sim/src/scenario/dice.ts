import { type Random, wholeNumber } from '@conductor/lab/random';

/** Draws from a sequence. */
export class Dice {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Whether something of this probability comes to be. */
  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  whole(least: number, most: number): number {
    return wholeNumber(this.#random, least, most);
  }

  pick<Item>(items: readonly Item[]): Item {
    return this.weighted(
      items,
      items.map(() => 1),
    );
  }

  /** One of several, each as likely as its weight says. */
  weighted<Item>(items: readonly Item[], weights: readonly number[]): Item {
    let left = this.#random() * weights.reduce((sum, weight) => sum + weight, 0);
    const at = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    const item = items[at === -1 ? items.length - 1 : at];
    if (item === undefined) throw new Error('nothing to draw from');
    return item;
  }
}
