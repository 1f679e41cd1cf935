import { existsSync, type Stats } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { errnoOf } from '@conductor/types';
import type { SourceReader } from '../results/source-reader.ts';
import { openAs } from '../run-as/open-as.ts';
import { READ_FLAGS } from '../storage/read-flags.ts';
import { changeOf, endedText, type FileChange, UNTOUCHED } from './file-change.ts';
import { FileRefused } from './file-refused.ts';
import { findData } from './find-data.ts';
import { readSmall, SMALL_FILE_BYTES } from './read-small.ts';
import { readWhole } from './read-whole.ts';
import { mappedReader, zeroFindingReader } from './sparse-reader.ts';

/** A regular file as it was when it was found. */
export interface FetchedFile extends AsyncDisposable {
  readonly stats: Pick<Stats, 'size' | 'mode' | 'mtime'>;
  /** All of a small file: it was read at once, and nothing of it is open any more. */
  readonly content: Buffer | null;
  /** Reads it: a large one through the one descriptor that it was opened with. */
  readonly reader: SourceReader;
  /** What became of it since it was opened; asked when all of it was read. Throws where it is not any more what was promised. */
  change(): Promise<FileChange>;
}

/** In which a system counts what a file occupies. */
const STAT_BLOCK_BYTES = 512;

/** How files are opened. */
export interface Opening {
  /** Words that make a command another user's: files are opened with that user's rights. */
  readonly become: readonly string[];
  /** Of the largest file that is wanted. */
  readonly maxBytes?: number | undefined;
}

/**
 * Opens a regular file to be brought home. `null` when there is none of this name; throws FileRefused when it is something
 * else, or not wanted.
 */
export async function openFetchedFile(path: Buffer, opening: Opening): Promise<FetchedFile | null> {
  const { become, maxBytes } = opening;
  const found = await lstat(path).catch(absent);
  if (found === null) return null;
  if (!found.isFile()) throw new FileRefused(`it is ${nameOf(found)}, and only regular files are fetched`);
  const whole = mayBeReadWhole(found, opening) ? await readWhole(path, found) : null;
  if (whole !== null) return smallFile(whole.stats, whole.content);
  const handle = await (become.length === 0 ? open(path, READ_FLAGS).catch(absent) : openOthers(path, become));
  if (handle === null) return null;
  try {
    return await openedFile({ path, handle, found, maxBytes });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** What was opened, and how it was found. */
interface FoundFile extends Pick<Opening, 'maxBytes'> {
  readonly path: Buffer;
  readonly handle: FileHandle;
  readonly found: Stats;
}

async function openedFile({ path, handle, found, maxBytes }: FoundFile): Promise<FetchedFile> {
  const stats = await handle.stat();
  if (!stats.isFile()) throw new FileRefused(`it became ${nameOf(stats)} while it was opened`);
  if (stats.dev !== found.dev || stats.ino !== found.ino)
    throw new FileRefused('it became another file while it was opened');
  const content = await contentOf(handle, stats, maxBytes);
  if (content === null) return openFile(path, handle, stats);
  await handle.close();
  return smallFile(stats, content);
}

/** What is empty may be made by the system when it is read; what is too large is refused with a reason. */
function mayBeReadWhole({ size }: Stats, { become, maxBytes = SMALL_FILE_BYTES }: Opening): boolean {
  return become.length === 0 && size > 0 && size <= Math.min(maxBytes, SMALL_FILE_BYTES);
}

/** It was read, and nothing of it is open any more. */
function smallFile({ mode, mtime }: Stats, content: Buffer): FetchedFile {
  return {
    stats: { size: content.length, mode, mtime },
    content,
    reader: readerOfContent(content),
    change: async () => UNTOUCHED,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** Where there is no /proc, nothing can be taken over from a process of another user. */
async function openOthers(path: Buffer, become: readonly string[]): Promise<FileHandle> {
  if (!existsSync('/proc/self/fd'))
    throw new FileRefused('a file is fetched as another user only where there is a /proc');
  const handle = await openAs(path, become);
  if (handle === null) throw new FileRefused('the user that steps run as may not read it');
  return handle;
}

/** All of a small file, `null` for one that is to be read in parts; throws FileRefused for one that is too large. */
async function contentOf(handle: FileHandle, stats: Stats, maxBytes: number | undefined): Promise<Buffer | null> {
  const content = stats.size <= SMALL_FILE_BYTES ? await readSmall(handle.fd, stats) : null;
  const bytes = content?.length ?? stats.size;
  if (maxBytes === undefined || bytes <= maxBytes) return content;
  throw new FileRefused(
    `it has ${bytes} bytes, and files of at most ${maxBytes} are fetched here (max_fetch, or fetchN maxSIZE)`,
  );
}

async function openFile(path: Buffer, handle: FileHandle, stats: Stats): Promise<FetchedFile> {
  const openedMs = Date.now();
  const fill = async (offset: number, rooms: readonly Buffer[]) => {
    const { bytesRead } = await handle.readv(rooms, offset);
    if (bytesRead === 0) throw new Error(endedText(offset, stats, await handle.stat()));
    return bytesRead;
  };
  const plain: SourceReader['read'] = async (offset, length, room = Buffer.allocUnsafe) => {
    const bytes = room(length);
    return bytes.subarray(0, await fill(offset, [bytes]));
  };
  const sparse = isSparse(stats) ? await sparseReader(handle, plain, stats.size) : null;
  let isTrusted = true;
  return {
    stats,
    content: null,
    reader: {
      read: (offset, length, room) => (isTrusted && sparse !== null ? sparse.read : plain)(offset, length, room),
      ...(sparse === null ? { fill } : {}),
      zerosAt: async (offset) => (isTrusted ? ((await sparse?.zerosAt?.(offset)) ?? 0) : 0),
      // The descriptor belongs to the file, which outlives the turns in which it is read.
      [Symbol.asyncDispose]: () => Promise.resolve(),
    },
    async change() {
      const change = await changeOf({ path, handle, before: stats, openedMs });
      // Where zeros were there may be something else by now.
      isTrusted &&= change.isUntouched;
      return change;
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

/** Large enough, and with holes that are worth the question. */
function isSparse({ size, blocks }: Stats): boolean {
  return size - blocks * STAT_BLOCK_BYTES >= SMALL_FILE_BYTES;
}

async function sparseReader(handle: FileHandle, plain: SourceReader['read'], size: number) {
  const ranges = await findData(handle);
  return ranges === null ? zeroFindingReader(plain, size) : mappedReader(plain, ranges, size);
}

function readerOfContent(content: Buffer): SourceReader {
  return {
    read: async (offset, length) => content.subarray(offset, offset + length),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function absent(error: Error): null {
  const code = errnoOf(error) ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw new FileRefused(REASONS[code] ?? error.message);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'the player may not read it',
  ELOOP: 'it is a symbolic link, and only regular files are fetched',
};

function nameOf(stats: Stats): string {
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
