import { type FileHandle, open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { errnoOf } from '@conductor/types';
import { OutputFile } from '../spool/output-file.ts';
import { LogLines } from './log-lines.ts';

const READ_BYTES = 64 * 1024;

/** One output of a spawn, read line by line as far as it has grown. What was read once is not read again. */
export class WatchedOutput implements AsyncDisposable {
  readonly #file: OutputFile;
  readonly #lines = new LogLines();
  #decoder = new StringDecoder('utf8');
  #handle: FileHandle | null = null;
  #position = 0;

  constructor(path: string) {
    this.#file = new OutputFile(path);
  }

  /** The last line that was not empty. */
  get last(): string {
    return this.#lines.last;
  }

  /** The lines that are new since this was asked last, a read at a time. `isOver`: nothing follows, and the last one needs no end. */
  async *lines(isOver: boolean, signal: AbortSignal): AsyncGenerator<readonly string[], void, undefined> {
    if (this.#file.look() === 'rewound') this.#beginAnew();
    this.#handle ??= await openIfThere(this.#file.path);
    if (this.#handle === null) return;
    const buffer = Buffer.alloc(READ_BYTES);
    while (this.#position < this.#file.size) {
      signal.throwIfAborted();
      const { bytesRead } = await this.#handle.read(buffer, 0, READ_BYTES, this.#file.start + this.#position);
      if (bytesRead === 0) break;
      this.#position += bytesRead;
      yield this.#lines.take(this.#decoder.write(buffer.subarray(0, bytesRead)));
    }
    if (isOver) this.#lines.settled();
    yield this.#lines.settled();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle?.close();
  }

  /** The command truncated it: what is written from now on begins at the beginning. */
  #beginAnew(): void {
    this.#position = 0;
    this.#decoder = new StringDecoder('utf8');
    this.#lines.clear();
  }
}

/** `null` where there is none: of a spawn that could not be started, or whose output the disk could not take. */
async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
