import type { Client } from '@grpc/grpc-js';
import { onAbort } from '../on-abort.ts';
import type { Channel } from './channel.ts';

/** Where a connection leads. */
interface Place {
  readonly numericHost: string;
}

/** The connection to one player, and the calls over it: whoever is the last to leave closes it. */
export class Road {
  readonly #channel: Channel;
  readonly #numericHost: string;
  #travellers = 0;
  #isOpen = false;

  constructor({ numericHost }: Place, channel: Channel) {
    this.#numericHost = numericHost;
    this.#channel = channel;
  }

  get client(): Client {
    return this.#channel.client;
  }

  /** A call was greeted over it: until that is over, others may be made. */
  openWhile(closed: AbortSignal): void {
    this.#isOpen = !closed.aborted;
    onAbort(closed, () => {
      this.#isOpen = false;
    });
  }

  /** Whether a call to this address may be made over it. */
  leadsTo({ numericHost }: Place): boolean {
    return this.#isOpen && numericHost === this.#numericHost;
  }

  /** Begins a call; the result is said when that is over. */
  enter(): () => void {
    this.#travellers += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#travellers -= 1;
      if (this.#travellers === 0) this.#channel[Symbol.dispose]();
    };
  }
}
