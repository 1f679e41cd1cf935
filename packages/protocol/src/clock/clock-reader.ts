import type { Clock } from '@conductor/types';
import { fromTimestamp, fromUint64, toUint64 } from '../codec/scalars.ts';
import type { ConductRequest } from '../gen/conductor/v1/ConductRequest.ts';
import type { ConductResponse__Output } from '../gen/conductor/v1/ConductResponse.ts';
import { onAbort } from '../on-abort.ts';
import type { WireStream } from '../wire/wire-stream.ts';
import type { ClockSample } from './clock-sample.ts';
import { readClocks } from './read-clocks.ts';

const DONE = Promise.resolve();

interface Question {
  readonly sentNs: bigint;
  readonly resolve: (sample: ClockSample) => void;
  readonly reject: (reason: unknown) => void;
}

/** The caller's side of reading a player's clocks: notes when each question was asked and when its answer came. */
export class ClockReader {
  readonly #wire: WireStream<ConductRequest, ConductResponse__Output>;
  readonly #clock: Clock;
  readonly #asked = new Map<number, Question>();
  #count = 0;

  constructor(wire: WireStream<ConductRequest, ConductResponse__Output>, clock: Clock) {
    this.#wire = wire;
    this.#clock = clock;
    onAbort(wire.closed, () => {
      for (const { reject } of this.#asked.values()) reject(wire.closed.reason);
      this.#asked.clear();
    });
  }

  /** Asks once; rejects with why the connection is over. */
  async read(): Promise<ClockSample> {
    this.#wire.closed.throwIfAborted();
    this.#count += 1;
    const { promise, resolve, reject } = Promise.withResolvers<ClockSample>();
    this.#asked.set(this.#count, { sentNs: this.#clock.monotonicNs(), resolve, reject });
    this.#wire.write({ readClock: { sequence: toUint64(this.#count, 'sequence of a question') } }).catch(reject);
    return await promise;
  }

  /** Takes an answer; `null` for whatever else a player says. One that nobody waits for tells nothing. */
  take({ kind, clockReading }: ConductResponse__Output): Promise<void> | null {
    if (kind !== 'clockReading' || !clockReading) return null;
    const { monotonicNs: heardNs, wall } = readClocks(this.#clock);
    const sequence = fromUint64(clockReading.sequence, 'sequence of an answer');
    const question = this.#asked.get(sequence);
    this.#asked.delete(sequence);
    question?.resolve({
      sentNs: question.sentNs,
      heardNs,
      heardWallMs: wall.getTime(),
      playerNs: BigInt(clockReading.monotonicNs),
      playerWallMs: fromTimestamp(clockReading.wallTime, 'wall clock of a player').getTime(),
    });
    return DONE;
  }
}
