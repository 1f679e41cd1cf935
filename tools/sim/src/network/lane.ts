import type { Random } from '@conductor/lab/random';
import type { Timeline } from '../timeline.ts';
import type { Way } from './way.ts';

/** One direction of one connection: what is sent arrives in order, or waits where the way is cut, as TCP has it. */
export class Lane {
  readonly #timeline: Timeline;
  readonly #way: Way;
  readonly #random: Random;
  #lastMs = 0;
  #stuck: (() => void)[] = [];
  /** Raised when what is under way is thrown away. */
  #era = 0;

  constructor(timeline: Timeline, way: Way, random: Random) {
    this.#timeline = timeline;
    this.#way = way;
    this.#random = random;
  }

  /** Sends: `arrive` is called at the other end. */
  send(arrive: () => void): void {
    const era = this.#era;
    const atMs = Math.max(this.#lastMs, this.#timeline.nowMs + this.#way.latencyMs(this.#random));
    this.#lastMs = atMs;
    this.#timeline.after(atMs - this.#timeline.nowMs, () => {
      if (era === this.#era) this.#pass(arrive);
    });
  }

  /** Throws away what is under way: a reset overtakes it. */
  drop(): void {
    this.#era += 1;
    this.#stuck = [];
  }

  #pass(arrive: () => void): void {
    if (this.#way.isCut && this.#stuck.length === 0) this.#way.whenHealed(() => this.#retransmit());
    if (this.#way.isCut || this.#stuck.length > 0) this.#stuck.push(arrive);
    else arrive();
  }

  /** The sender tries again some time after the way is whole again. */
  #retransmit(): void {
    const era = this.#era;
    this.#timeline.after(this.#random() * RETRANSMISSION_MS, () => {
      if (era !== this.#era) return;
      if (this.#way.isCut) this.#way.whenHealed(() => this.#retransmit());
      else for (const arrive of this.#stuck.splice(0)) arrive();
    });
  }
}

/** The longest pause of a TCP sender that this network knows; real ones double it to minutes. */
const RETRANSMISSION_MS = 1_500;
