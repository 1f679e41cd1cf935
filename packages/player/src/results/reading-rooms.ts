import type { Room } from './source-reader.ts';

/** What is smaller costs little to make room for. */
const KEPT_FROM_BYTES = 16 * 1024;
const KEPT_BYTES = 256 * 1024;
/**
 * A message is encoded when its turn comes in the stream of its call, which holds back whoever writes from 16 messages on
 * (the `highWaterMark` of Node.js for objects). What was read longer ago than this was encoded long since; were it not, its
 * checksum, made before, would say so to the collector.
 */
const KEPT = 24;

/** Room for what is read of sources until it is sent, used over and over: a gigabyte leaves no gigabyte for V8 to collect. */
export class ReadingRooms {
  readonly #kept: Buffer[] = [];
  #at = 0;

  readonly next: Room = (bytes) => {
    if (bytes < KEPT_FROM_BYTES || bytes > KEPT_BYTES) return Buffer.allocUnsafe(bytes);
    this.#at = (this.#at + 1) % KEPT;
    const kept = this.#kept[this.#at] ?? Buffer.allocUnsafeSlow(KEPT_BYTES);
    this.#kept[this.#at] = kept;
    return kept.subarray(0, bytes);
  };
}
