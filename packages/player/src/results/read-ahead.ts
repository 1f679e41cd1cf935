import { PART_BYTES, type ReadingRooms } from './reading-rooms.ts';
import type { SourceReader } from './source-reader.ts';

/** A thread is woken for so many parts at a time. */
const PARTS_AT_ONCE = 4;

type Fill = NonNullable<SourceReader['fill']>;

/** Reads one source from a place to its end, part by part, and the next parts while these are sent. */
export class ReadAhead {
  readonly #rooms: ReadingRooms;
  #ready: Buffer[] = [];
  #coming: Promise<Buffer[]> | null = null;

  constructor(rooms: ReadingRooms) {
    this.#rooms = rooms;
  }

  /** The part at `offset`, which is where the one before it ended. Its room is to be given back. Throws what reading throws. */
  async next(fill: Fill, offset: number, size: number): Promise<Buffer> {
    if (this.#ready.length === 0) {
      const coming = this.#coming ?? this.#read(fill, offset, size);
      this.#coming = null;
      this.#ready = await coming;
    }
    const [part, ...later] = this.#ready;
    if (part === undefined) throw new Error(`nothing was read at byte ${offset} of ${size}`);
    const end = this.#ready.reduce((sum, { length }) => sum + length, offset);
    this.#ready = later;
    if (this.#coming === null && end < size && this.#rooms.haveEnough) this.#begin(fill, end, size);
    return part;
  }

  /** Nothing more of it is wanted. */
  stop(): void {
    this.#giveBack(this.#ready.splice(0));
    // A disk that does not answer is not waited for.
    this.#coming?.then(
      (parts) => this.#giveBack(parts),
      () => undefined,
    );
    this.#coming = null;
  }

  #begin(fill: Fill, offset: number, size: number): void {
    const coming = this.#read(fill, offset, size);
    // Whoever takes the next part is told of it.
    coming.catch(() => undefined);
    this.#coming = coming;
  }

  async #read(fill: Fill, offset: number, size: number): Promise<Buffer[]> {
    const most = this.#rooms.haveEnough ? PARTS_AT_ONCE : 1;
    const rooms: Buffer[] = [];
    for (let at = offset; at < size && rooms.length < most; at += PART_BYTES) {
      rooms.push(this.#rooms.take(Math.min(PART_BYTES, size - at)));
    }
    try {
      let rest = await fill(offset, rooms);
      const parts = rooms.map((room) => {
        const part = room.subarray(0, rest);
        rest -= part.length;
        return part;
      });
      this.#giveBack(parts.filter(({ length }) => length === 0));
      return parts.filter(({ length }) => length > 0);
    } catch (error) {
      this.#giveBack(rooms);
      throw error;
    }
  }

  #giveBack(parts: readonly Buffer[]): void {
    for (const part of parts) this.#rooms.giveBack(part);
  }
}
