import type { Socket } from 'node:net';
import { type Random, wholeNumber } from '../random.ts';
import { type CutKind, type LaneFaults, NO_FAULTS } from './lane-faults.ts';

/** What was read and is on its way: bytes, or the end that came after them. */
type Parcel = { readonly dueMs: number } & (
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly how: CutKind }
);

/** Held in memory at most, beside what the kernel holds; a sender that is faster than this waits. */
const MOST_HELD_BYTES = 16 * 2 ** 20;

/** What a lane tells the connection that it is part of. */
export interface LaneEvents {
  /** Bytes have been handed to the receiver's kernel. */
  readonly onForwarded: () => void;
  /** The connection is to be cut: as its fault says, or as its sender did. */
  readonly onCut: (kind: CutKind) => void;
}

/** One direction of a connection: takes bytes from a socket and writes them to another, with faults. */
export class Lane {
  readonly #to: Socket;
  readonly #from: Socket;
  readonly #random: Random;
  readonly #events: LaneEvents;
  readonly #parcels: Parcel[] = [];
  #faults = NO_FAULTS;
  #receivedBytes = 0;
  #forwardedBytes = 0;
  #heldBytes = 0;
  #paceMs = 0;
  #state: 'waiting' | 'writing' | 'over' = 'waiting';
  #timer: NodeJS.Timeout | undefined;

  constructor(from: Socket, to: Socket, random: Random, events: LaneEvents) {
    this.#from = from;
    this.#to = to;
    this.#random = random;
    this.#events = events;
    from.on('data', (bytes: Buffer) => this.#take(bytes));
    from.on('end', () => this.#queueEnd('fin'));
    from.on('error', () => this.#queueEnd('rst'));
  }

  /** Bytes that the sender has got rid of. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Bytes that the receiver's kernel has. */
  get forwardedBytes(): number {
    return this.#forwardedBytes;
  }

  /** Changes what is wrong; bytes on their way keep the delay that they were given. */
  set(faults: Partial<LaneFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
    this.#advance();
  }

  /** Forwards nothing more, and swallows what still comes, so that an end in order stays one. */
  stop(): void {
    this.#state = 'over';
    this.#parcels.length = 0;
    clearTimeout(this.#timer);
    this.#from.resume();
  }

  #take(bytes: Buffer): void {
    if (this.#state === 'over') return;
    this.#receivedBytes += bytes.length;
    this.#heldBytes += bytes.length;
    this.#parcels.push({ kind: 'bytes', bytes, dueMs: this.#dueMs() });
    if (this.#heldBytes > MOST_HELD_BYTES) this.#from.pause();
    this.#advance();
  }

  #queueEnd(how: CutKind): void {
    if (this.#state === 'over') return;
    this.#parcels.push({ kind: 'end', how, dueMs: this.#dueMs() });
    this.#advance();
  }

  #dueMs(): number {
    const { delayMs, jitterMs } = this.#faults;
    const drawn = jitterMs === 0 ? 0 : wholeNumber(this.#random, 0, jitterMs);
    const last = this.#parcels.at(-1)?.dueMs ?? 0;
    return Math.max(last, performance.now() + delayMs + drawn);
  }

  /** Does what is due now, and comes back when the next thing is. */
  #advance(): void {
    clearTimeout(this.#timer);
    while (this.#state === 'waiting') {
      const waitMs = this.#waitMs();
      if (waitMs === Infinity) return;
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#advance(), waitMs);
        return;
      }
      this.#forwardNext();
    }
  }

  #waitMs(): number {
    if (this.#bytesUntilCut() <= 0) return 0;
    const [next] = this.#parcels;
    if (next === undefined || this.#faults.stalled) return Infinity;
    return Math.max(next.dueMs, this.#paceMs) - performance.now();
  }

  #bytesUntilCut(): number {
    const { cut } = this.#faults;
    return cut === null ? Infinity : cut.afterBytes - this.#forwardedBytes;
  }

  #forwardNext(): void {
    const { cut } = this.#faults;
    if (cut !== null && this.#bytesUntilCut() <= 0) {
      this.#events.onCut(cut.kind);
      return;
    }
    const next = this.#parcels.shift();
    if (next?.kind === 'bytes') this.#write(next.bytes, next.dueMs);
    else if (next?.how === 'fin') this.#to.end();
    else this.#events.onCut('rst');
  }

  /** Writes the first slice, and puts the rest back to the front. */
  #write(bytes: Buffer, dueMs: number): void {
    const { sliceBytes, bytesPerSecond } = this.#faults;
    const size = Math.min(bytes.length, sliceBytes ?? Infinity, this.#bytesUntilCut());
    if (size < bytes.length) this.#parcels.unshift({ kind: 'bytes', bytes: bytes.subarray(size), dueMs });
    if (bytesPerSecond !== null) {
      this.#paceMs = Math.max(this.#paceMs, performance.now()) + (size / bytesPerSecond) * 1000;
    }
    this.#state = 'writing';
    this.#to.write(bytes.subarray(0, size), (error) => this.#written(size, error));
  }

  #written(size: number, error: Error | null | undefined): void {
    if (this.#state === 'over') return;
    if (error) {
      // The receiver is gone; its own lane says so to the sender, when that is due.
      this.stop();
      return;
    }
    this.#state = 'waiting';
    this.#forwardedBytes += size;
    this.#heldBytes -= size;
    if (this.#heldBytes <= MOST_HELD_BYTES) this.#from.resume();
    this.#events.onForwarded();
    this.#advance();
  }
}
