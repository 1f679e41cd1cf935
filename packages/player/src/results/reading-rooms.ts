import type { Room } from './source-reader.ts';

/** What is smaller costs little to make room for. */
const KEPT_FROM_BYTES = 16 * 1024;
/** The size of a chunk: large enough for throughput, small enough to be fair. */
export const PART_BYTES = 256 * 1024;
/** With so many under way, or more, nothing is read before its turn: what waits for the stream has 16, whatever reads ahead the rest. */
const ENOUGH = 32;

/** Room for what is read of sources until it is sent, used over and over: a gigabyte leaves no gigabyte for V8 to collect. */
export class ReadingRooms {
  readonly #free: Buffer[] = [];
  readonly #lent = new Map<ArrayBufferLike, Buffer>();

  /** Whether there is room for what need not be read yet. */
  get haveEnough(): boolean {
    return this.#lent.size < ENOUGH;
  }

  readonly take: Room = (bytes) => {
    if (bytes < KEPT_FROM_BYTES || bytes > PART_BYTES) return Buffer.allocUnsafe(bytes);
    const room = this.#free.pop() ?? Buffer.allocUnsafeSlow(PART_BYTES);
    this.#lent.set(room.buffer, room);
    return room.subarray(0, bytes);
  };

  /** Nobody needs the bytes any more; what was not taken here is somebody else's. */
  giveBack({ buffer }: Buffer): void {
    const room = this.#lent.get(buffer);
    if (room === undefined) return;
    this.#lent.delete(buffer);
    this.#free.push(room);
  }
}
