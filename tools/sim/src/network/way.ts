import type { Random } from '@conductor/lab/random';

/** One direction between two hosts, for all connections between them. */
export class Way {
  readonly #leastMs: number;
  readonly #mostMs: number;
  readonly #waiting: (() => void)[] = [];
  #cuts = 0;

  constructor(leastMs: number, mostMs: number) {
    this.#leastMs = leastMs;
    this.#mostMs = mostMs;
  }

  /** Nothing arrives, and nobody is told. */
  get isCut(): boolean {
    return this.#cuts > 0;
  }

  cut(): void {
    this.#cuts += 1;
  }

  heal(): void {
    this.#cuts -= 1;
    if (this.#cuts === 0) for (const noted of this.#waiting.splice(0)) noted();
  }

  /** Calls `noted` when the way is whole again. */
  whenHealed(noted: () => void): void {
    this.#waiting.push(noted);
  }

  latencyMs(random: Random): number {
    return this.#leastMs + random() * (this.#mostMs - this.#leastMs);
  }
}
