import { createHash, type Hash } from 'node:crypto';
import { hashZeros } from '@conductor/protocol';
import { ReadAhead } from './read-ahead.ts';
import { PART_BYTES, type ReadingRooms } from './reading-rooms.ts';
import type { ServedSource } from './served-source.ts';
import { partBytes, type Room, type SourcePart, type SourceReader } from './source-reader.ts';

/** What is left out at a time: the collector begins with it while the next is summed here. */
const ZEROS_BYTES = 16 * 2 ** 20;

type Rooms = Pick<ReadingRooms, 'take' | 'giveBack'>;

const EMPTY_SHA256 = createHash('sha256').digest('hex');

/** How far one source has been sent to one collector. */
export class Cursor {
  readonly #source: ServedSource;
  #offset: number;
  /** Of all bytes before the offset; made when the first are sent. */
  #hash: Hash | null = null;
  readonly #rooms: ReadingRooms;
  readonly #ahead: ReadAhead;
  #reader: SourceReader | null = null;
  /** Its end was said, or will never be. */
  ended = false;

  /** What is read to be sent is put into `rooms`; whoever has sent it gives them back. */
  constructor(source: ServedSource, offset: number, rooms: ReadingRooms) {
    this.#source = source;
    this.#offset = offset;
    this.#rooms = rooms;
    this.#ahead = new ReadAhead(rooms);
  }

  get offset(): number {
    return this.#offset;
  }

  get isOpen(): boolean {
    return this.#reader !== null;
  }

  get hasMore(): boolean {
    const { size, state, failure } = this.#source;
    return state !== 'abandoned' && failure === null && this.#offset < size;
  }

  /** The next part; `null` when there is none, or none any more. */
  async next(mayLeaveOut: boolean): Promise<SourcePart | null> {
    if (!this.hasMore) return null;
    return this.#orFailure(async () => {
      const hash = await this.#hashSoFar();
      const part = hash && (await this.#readOn(mayLeaveOut));
      if (!part) return null;
      await addTo(hash, part);
      this.#offset += partBytes(part);
      return part;
    });
  }

  /** SHA-256 of all of it, in lower-case hex; `null` when it has failed, or turned out not to be at its end. */
  async checksum(): Promise<string | null> {
    if (this.#source.failure !== null) return null;
    if (this.#offset > this.#source.size) return this.#cannotVouch();
    if (this.#offset === 0) return EMPTY_SHA256;
    return this.#orFailure(async () => {
      const sent = (await this.#hashSoFar())?.copy().digest('hex') ?? null;
      if (sent === null || !(await this.#source.bytes.mayDiffer())) return sent;
      const now = (await this.#hashOf(this.#offset))?.digest('hex') ?? null;
      if (now !== null && now !== sent) this.#source.bytes.gone();
      return now === sent ? sent : null;
    });
  }

  /** The beginning is with the collector only: its copy stands, but nobody can say that it is right. */
  #cannotVouch(): null {
    const lost = this.#offset - this.#source.size;
    this.#source.failure = `the player's host has lost the last ${lost} bytes of it, as a power cut can do; the collector holds them`;
    return null;
  }

  async close(): Promise<void> {
    if (!this.hasMore) this.#ahead.stop();
    const reader = this.#reader;
    this.#reader = null;
    await reader?.[Symbol.asyncDispose]();
  }

  /** After a cut the beginning is with the collector, and only its checksum is missing. */
  async #hashSoFar(): Promise<Hash | null> {
    this.#hash ??= await this.#hashOf(this.#offset);
    return this.#hash;
  }

  async #hashOf(end: number): Promise<Hash | null> {
    const hash = createHash('sha256');
    // Not where what is sent is put: parts of it may wait there for their turn in the stream.
    let own: Buffer | null = null;
    const take: Room = (bytes) => {
      own ??= Buffer.allocUnsafe(PART_BYTES);
      return own.subarray(0, bytes);
    };
    const room = { take, giveBack: () => undefined };
    let offset = 0;
    while (offset < end) {
      const part = await this.#read(offset, end, true, room);
      if (!part) return null;
      await addTo(hash, part);
      offset += partBytes(part);
    }
    return hash;
  }

  /** The part that is to be sent next. */
  async #readOn(mayLeaveOut: boolean): Promise<SourcePart | null> {
    const { size } = this.#source;
    const { fill } = await this.#open();
    if (fill === undefined) return this.#read(this.#offset, size, mayLeaveOut, this.#rooms);
    return { kind: 'data', data: await this.#ahead.next(fill, this.#offset, size) };
  }

  async #open(): Promise<SourceReader> {
    this.#reader ??= await this.#source.bytes.open();
    return this.#reader;
  }

  async #read(offset: number, end: number, mayLeaveOut: boolean, rooms: Rooms): Promise<SourcePart | null> {
    const reader = await this.#open();
    const zeros = mayLeaveOut ? ((await reader.zerosAt?.(offset)) ?? 0) : 0;
    if (zeros > 0) return { kind: 'zeros', bytes: Math.min(zeros, ZEROS_BYTES, end - offset) };
    const data = await readInto(rooms, (room) => reader.read(offset, Math.min(PART_BYTES, end - offset), room));
    if (data !== null) return { kind: 'data', data };
    this.#source.bytes.gone();
    return null;
  }

  /** What cannot be read any more is said so, and holds nobody up. */
  async #orFailure<T>(read: () => Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      this.#source.failure = error instanceof Error ? error.message : String(error);
      this.#source.state = 'closed';
      return null;
    }
  }
}

/** Rooms in which nothing is that was read go back at once. */
async function readInto(rooms: Rooms, read: (room: Room) => Promise<Buffer | null>): Promise<Buffer | null> {
  const taken: Buffer[] = [];
  const take: Room = (bytes) => {
    const room = rooms.take(bytes);
    taken.push(room);
    return room;
  };
  let data: Buffer | null = null;
  try {
    data = await read(take);
    return data;
  } finally {
    for (const room of taken) if (room.buffer !== data?.buffer) rooms.giveBack(room);
  }
}

async function addTo(hash: Hash, part: SourcePart): Promise<void> {
  if (part.kind === 'data') hash.update(part.data);
  else await hashZeros(hash, part.bytes);
}
