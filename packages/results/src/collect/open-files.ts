import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { CREATE_NEW } from '../storage/write-whole-file.ts';

/** Far below the 1,024 descriptors that a process has at the least. */
const OPEN_AT_ONCE = 64;

const WRITE = constants.O_WRONLY | constants.O_NOFOLLOW;

/** Files that are being written, of which only the last used are open: thousands of outputs grow at the same time. */
export class OpenFiles implements AsyncDisposable {
  readonly #limit: number;
  /** The last used is the last. */
  readonly #handles = new Map<string, FileHandle>();

  constructor(limit: number = OPEN_AT_ONCE) {
    this.#limit = limit;
  }

  /** Makes a file that must not exist, readable by its owner's group as the umask says. */
  async create(file: string): Promise<FileHandle> {
    return this.#keep(file, await open(file, CREATE_NEW, 0o666));
  }

  /** A file that exists, open for writing at any place. */
  async use(file: string): Promise<FileHandle> {
    const handle = this.#handles.get(file);
    if (handle === undefined) return this.#keep(file, await open(file, WRITE));
    this.#handles.delete(file);
    this.#handles.set(file, handle);
    return handle;
  }

  /** Closes a file, if it is open. */
  async close(file: string): Promise<void> {
    const handle = this.#handles.get(file);
    this.#handles.delete(file);
    await handle?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const handles = Array.from(this.#handles.values());
    this.#handles.clear();
    await Promise.all(handles.map((handle) => handle.close()));
  }

  async #keep(file: string, handle: FileHandle): Promise<FileHandle> {
    this.#handles.set(file, handle);
    const oldest = this.#handles.keys().next();
    if (this.#handles.size > this.#limit && !oldest.done) await this.close(oldest.value);
    return handle;
  }
}
