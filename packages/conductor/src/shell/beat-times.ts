import type { ClockSample, ControlReply } from '@conductor/protocol';
import type { Clock } from '@conductor/types';
import { readOwnClocks } from '../clock/read-own-clocks.ts';

/** When heartbeats were sent on one connection: each answer is one more reading of the player's clocks, and costs nothing. */
export class BeatTimes {
  readonly #clock: Clock;
  readonly #sent = new Map<number, bigint>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(sequence: number): void {
    this.#sent.set(sequence, this.#clock.monotonicNs());
  }

  /** What an answer that has come just now tells of the player's clocks; `null` for one to no heartbeat of this connection. */
  sampleOf(reply: ControlReply & { readonly kind: 'heartbeat-reply' }): ClockSample | null {
    const sentNs = this.#sent.get(reply.sequence);
    // Heartbeats are answered in order: what is older will not be answered any more.
    for (const sequence of this.#sent.keys()) if (sequence <= reply.sequence) this.#sent.delete(sequence);
    if (sentNs === undefined) return null;
    const { monotonicNs: heardNs, wallMs: heardWallMs } = readOwnClocks(this.#clock);
    return { sentNs, heardNs, heardWallMs, playerNs: reply.monotonicNs, playerWallMs: reply.wallTime.getTime() };
  }
}
