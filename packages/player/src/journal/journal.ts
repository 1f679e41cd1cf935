import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  futimesSync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { Clock, JournalEntry, JournalRecord } from '@conductor/types';

/** The time of a journal that does not have all that it was told, in seconds since 1970. */
const BEHIND = 0;

/** Whether a dead player left a journal that the disk did not take all of: what it does not tell of may have been. Throws what the file system says. */
export function isBehind(path: string): boolean {
  return statSync(path).mtimeMs === BEHIND;
}

/**
 * What happened in one trial, one JSON object per line, written before the deed and after it. A line is whole or not
 * there: what the disk refused is kept in memory, in order, and written as soon as it takes it.
 */
export class Journal implements Disposable {
  readonly path: string;
  readonly #descriptor: number;
  readonly #clock: Clock;
  #seq: number;
  #bytes: number;
  /** Lines that the disk has not taken yet. */
  #owed: string[] = [];
  #isDisposed = false;
  /** Told after each append that reached the file. */
  onGrown: (bytes: number) => void = () => undefined;

  /** `seq` is the number of the last record that is in the file already. Throws what the file system says. */
  constructor(path: string, clock: Clock, seq = 0) {
    this.path = path;
    this.#clock = clock;
    this.#seq = seq;
    this.#descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
    this.#bytes = fstatSync(this.#descriptor).size;
  }

  /** Bytes of whole lines in the file. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds records. Throws when the disk refuses; they are not lost then, and are written before the next ones. */
  append(...entries: readonly JournalEntry[]): void {
    const time = this.#clock.now().toISOString();
    const monotonicNs = String(this.#clock.monotonicNs());
    for (const entry of entries) {
      this.#seq += 1;
      this.#owed.push(`${JSON.stringify({ seq: this.#seq, time, monotonicNs, ...entry } satisfies JournalRecord)}\n`);
    }
    this.#write();
  }

  /** Waits until all is on the disk, not only in the page cache. */
  sync(): void {
    fsyncSync(this.#descriptor);
  }

  /**
   * Bytes of it as they were written, also when somebody has removed the file; `null` when it was disposed of: then the
   * file is all that there is.
   */
  read(offset: number, length: number): Buffer | null {
    if (this.#isDisposed) return null;
    const buffer = Buffer.allocUnsafe(length);
    return buffer.subarray(0, readSync(this.#descriptor, buffer, 0, length, offset));
  }

  [Symbol.dispose](): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    closeSync(this.#descriptor);
  }

  #write(): void {
    const text = Buffer.from(this.#owed.join(''));
    let written = 0;
    try {
      while (written < text.length) written += writeSync(this.#descriptor, text, written);
    } catch (error) {
      this.#noteRefused(written > 0);
      throw error;
    }
    this.#owed = [];
    this.#bytes += text.length;
    this.onGrown(this.#bytes);
  }

  /** What the disk said of the write is what its caller hears, also where one of these fails: that has the same cause. */
  #noteRefused(hasPart: boolean): void {
    try {
      if (hasPart) ftruncateSync(this.#descriptor, this.#bytes);
    } catch {
      // The part stays, and the mark below says that the file is not to be trusted.
    }
    try {
      // Last, since a cut gives the file its time; it needs no room, and the next write takes it back. A device has no time of ours.
      if (fstatSync(this.#descriptor).isFile()) futimesSync(this.#descriptor, BEHIND, BEHIND);
    } catch {
      // Who reads it then takes it for whole, as after a power cut.
    }
  }
}
