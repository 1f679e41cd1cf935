import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ConductorError } from '@conductor/types';
import type { DiskRoom } from '../storage/disk-room.ts';
import { storageError } from '../storage/storage-error.ts';

const APPEND = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;

/**
 * The one writer of an events.ndjson. Lines are taken at once and written in order behind the caller's back, as many at a
 * time as there are; `written` and `durable` say when. On a full disk lines wait in memory for room.
 */
export class EventLog implements AsyncDisposable {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #room: DiskRoom;
  readonly #leaving = new AbortController();
  #waiting: string[] = [];
  /** The batch that is being written, and the one that will be; neither ever rejects. */
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  #currentSync: Promise<void> = Promise.resolve();
  #nextSync: Promise<void> | null = null;
  #broken: ConductorError | null = null;

  private constructor(file: string, handle: FileHandle, room: DiskRoom) {
    this.#file = file;
    this.#handle = handle;
    this.#room = room;
  }

  /** Opens a log for appending, and makes it when there is none. What lies beyond `wholeBytes`, a torn line, is removed. */
  static async open(file: string, wholeBytes: number, room: DiskRoom): Promise<EventLog> {
    try {
      const handle = await open(file, APPEND, 0o666);
      await handle.truncate(wholeBytes);
      return new EventLog(file, handle, room);
    } catch (error) {
      throw storageError('write', file, error);
    }
  }

  /** Takes a line, which ends in a newline. */
  add(line: string): void {
    this.#waiting.push(line);
    this.#next ??= this.#current.then(() => this.#writeBatch());
  }

  /** Resolves when every line taken so far is in the file; it survives this process, not yet the machine. */
  async written(): Promise<void> {
    await (this.#next ?? this.#current);
    if (this.#broken !== null) throw this.#broken;
  }

  /** Resolves when every line taken so far is on the disk. Callers at the same time share one sync. */
  async durable(): Promise<void> {
    this.#nextSync ??= this.#currentSync.then(() => this.#syncOnce());
    await this.#nextSync;
    if (this.#broken !== null) throw this.#broken;
  }

  /** Makes all durable and closes the file; on a disk that is still full, fails instead of waiting. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#leaving.abort(new ConductorError('storage', `cannot write ${this.#file}: the disk is still full`));
    await this.durable().finally(() => this.#handle.close());
  }

  async #writeBatch(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#current = this.#next ?? this.#current;
    this.#next = null;
    if (this.#broken !== null) return;
    try {
      await this.#writeAll(Buffer.from(lines.join('')));
    } catch (error) {
      this.#broken = storageError('write', this.#file, error);
    }
  }

  async #writeAll(bytes: Buffer): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      const write = () => this.#handle.write(bytes, done);
      done += (await this.#room.whenThereIsRoom(this.#file, write, this.#leaving.signal)).bytesWritten;
    }
  }

  async #syncOnce(): Promise<void> {
    this.#currentSync = this.#nextSync ?? this.#currentSync;
    this.#nextSync = null;
    await (this.#next ?? this.#current);
    try {
      await this.#handle.datasync();
    } catch (error) {
      this.#broken ??= storageError('write', this.#file, error);
    }
  }
}
