import { createHash, type Hash } from 'node:crypto';
import { constants, createReadStream, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { freeChunk, hashZeros } from '@conductor/protocol';
import { errnoOf } from '@conductor/types';
import type { DiskRoom } from '../storage/disk-room.ts';
import type { FolderMaker } from '../storage/folder-maker.ts';
import { hasFolder } from '../storage/make-folder.ts';
import { storageError } from '../storage/storage-error.ts';
import { type FileMarks, writeNewFile } from '../storage/write-new-file.ts';
import type { LastWrite } from './last-write.ts';
import type { OpenFiles } from './open-files.ts';

/** What every incoming file of a trial shares. */
export interface Intake {
  /** The run directory. */
  readonly root: string;
  readonly files: OpenFiles;
  readonly room: DiskRoom;
  /** Makes folders, and knows those with new names in them, which are to be made durable. */
  readonly folders: FolderMaker;
  /** Does something that moves files, while none of them is being made durable. */
  readonly alone: <T>(deed: () => Promise<T>) => Promise<T>;
  /** Of a chunk: it is summed, and the next one comes, while it is written. */
  readonly lastWrite: LastWrite;
  readonly signal: AbortSignal;
}

/** What a write of a chunk did. `gap`: bytes before it are missing. */
export type Written = 'new' | 'known' | 'gap';

/** In which a system counts what a file occupies. */
const STAT_BLOCK_BYTES = 512;
/** The end of a file is in a block that is not full, and no hole. */
const WORTH_NOTING_BYTES = 4096;

/** A file that grows by chunks: an output, or a fetched file that has not its name yet. */
export class IncomingFile {
  readonly path: string;
  /** Bytes held, from the beginning without gaps; the last of them may still be on their way to the file. */
  bytes = 0;
  /** What it takes on the disk, as soon as it is durable and where that is less than it has: a part of it is holes. */
  occupiedBytes: number | null = null;
  readonly #intake: Intake;
  /** Over what came; `null` where a part was here before, then the file is read. */
  #hash: Hash | null = createHash('sha256');
  #exists = false;
  /** All of a small file, until it is made durable. */
  #content: Buffer | null = null;

  constructor(file: string, intake: Intake) {
    this.path = file;
    this.#intake = intake;
  }

  /** A file as an earlier collector left it; empty when there is none. */
  static async resume(file: string, intake: Intake): Promise<IncomingFile> {
    const incoming = new IncomingFile(file, intake);
    incoming.bytes = await sizeOf(file, intake.root);
    incoming.#exists = incoming.bytes > 0;
    if (incoming.#exists) incoming.#hash = null;
    return incoming;
  }

  /** Begins to write what of a chunk is not here yet, as soon as what came before is written. A failure is thrown by what is done next. */
  async write(offset: number, chunk: Buffer): Promise<Written> {
    if (offset > this.bytes) return 'gap';
    const fresh = chunk.subarray(this.bytes - offset);
    if (fresh.length === 0) return 'known';
    const { lastWrite } = this.#intake;
    await lastWrite.over;
    lastWrite.begin(this.#writeAll(fresh, this.bytes).then(() => freeChunk(chunk)));
    this.bytes += fresh.length;
    this.#hash?.update(fresh);
    return 'new';
  }

  /** Leaves out zeros that are not here yet: nothing is written, and they take no room. */
  async skip(offset: number, bytes: number): Promise<Written> {
    if (offset > this.bytes) return 'gap';
    const end = offset + bytes;
    if (end <= this.bytes) return 'known';
    await this.#intake.lastWrite.over;
    try {
      await this.makeEmpty();
      const handle = await this.#intake.files.use(this.path);
      await handle.truncate(end);
    } catch (error) {
      throw storageError('write', this.path, error);
    }
    const fresh = end - this.bytes;
    this.bytes = end;
    if (this.#hash !== null) await hashZeros(this.#hash, fresh, this.#intake.signal);
    return 'new';
  }

  /** Takes all of a small file, of which nothing is here yet; `sync` writes it. */
  takeWhole(content: Buffer): void {
    this.#content = content;
    this.#hash = null;
    this.bytes = content.length;
  }

  /** SHA-256 of all that is held, in lower-case hex. */
  async checksum(): Promise<string> {
    await this.#intake.lastWrite.over;
    if (this.#hash !== null) return this.#hash.copy().digest('hex');
    const hash = createHash('sha256');
    try {
      for await (const part of createReadStream(this.path, { highWaterMark: 2 ** 18 })) hash.update(part);
    } catch (error) {
      throw storageError('read', this.path, error);
    }
    return hash.digest('hex');
  }

  /** Makes what is held durable, up to the moment of the call; gives the file its final mode and time first, where they are told. */
  async sync(marks?: FileMarks): Promise<void> {
    await this.#intake.lastWrite.over;
    try {
      if (this.#content !== null && marks !== undefined) return await this.#writeWhole(this.#content, marks);
      if (!this.#exists) return;
      await using handle = await open(this.path, constants.O_RDONLY | constants.O_NOFOLLOW);
      if (marks !== undefined) {
        await handle.utimes(new Date(), marks.modified);
        await handle.chmod(marks.mode);
      }
      await handle.sync();
      if (marks !== undefined) this.#noteHoles(await handle.stat());
    } catch (error) {
      throw storageError('write', this.path, error);
    }
  }

  /** Has nothing more to do with the file, which stays as it is. */
  async leave(): Promise<void> {
    await this.#intake.lastWrite.over;
    await this.#intake.files.close(this.path);
    this.bytes = 0;
    this.#exists = false;
    this.#content = null;
    this.#hash = createHash('sha256');
  }

  /** Makes an empty file, where none is yet. */
  async makeEmpty(): Promise<void> {
    const { room, signal } = this.#intake;
    if (!this.#exists) await room.whenThereIsRoom(this.path, () => this.#create(), signal);
  }

  /** Removes the file, to begin again. */
  async discard(): Promise<void> {
    await this.leave();
    await rm(this.path, { force: true });
  }

  #noteHoles({ size, blocks }: Stats): void {
    const occupied = blocks * STAT_BLOCK_BYTES;
    if (size - occupied >= WORTH_NOTING_BYTES) this.occupiedBytes = occupied;
  }

  async #writeAll(chunk: Buffer, position: number): Promise<void> {
    const { files, room, signal } = this.#intake;
    try {
      for (let done = 0; done < chunk.length; ) {
        const write = async () => {
          const handle = this.#exists ? await files.use(this.path) : await this.#create();
          return handle.write(chunk, done, chunk.length - done, position + done);
        };
        const { bytesWritten } = await room.whenThereIsRoom(this.path, write, signal);
        done += bytesWritten;
      }
    } catch (error) {
      throw storageError('write', this.path, error);
    }
  }

  async #writeWhole(content: Buffer, marks: FileMarks): Promise<void> {
    const { room, signal } = this.#intake;
    const write = () => this.#anew(() => writeNewFile(this.path, content, marks));
    await room.whenThereIsRoom(this.path, write, signal);
    this.#exists = true;
    this.#content = null;
  }

  async #create(): Promise<FileHandle> {
    const handle = await this.#anew(() => this.#intake.files.create(this.path));
    this.#exists = true;
    return handle;
  }

  /** What stands there already was begun by a collector that left no word of it: the player sends it again from its beginning. */
  async #anew<T>(make: () => Promise<T>): Promise<T> {
    await this.#intake.folders.make(path.dirname(this.path));
    return make().catch(async (error) => {
      if (errnoOf(error) !== 'EEXIST') throw error;
      await rm(this.path);
      return make();
    });
  }
}

/** Bytes of a regular file; 0 when there is none. Anything else in its place is not ours, and is refused. */
async function sizeOf(file: string, root: string): Promise<number> {
  try {
    if (!(await hasFolder(root, path.dirname(file)))) return 0;
    const found = await lstat(file);
    if (found.isFile()) return found.size;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 0;
    throw storageError('read', file, error);
  }
  throw storageError(
    'write',
    file,
    new Error('something that is not a file stands there; was the run directory changed?'),
  );
}
