import { close, fstat, open, read, type Stats } from 'node:fs';
import { promisify } from 'node:util';
import { OPEN_FLAGS } from './open-flags.ts';

/**
 * Numbers of descriptors cost two thirds of what a FileHandle does, which matters with tens of thousands of files. Each question goes to a
 * thread all the same: a file system that does not answer must not hold up the player.
 */
const call = { open: promisify(open), fstat: promisify(fstat), read: promisify(read), close: promisify(close) };

/** A small file, all of it. */
export interface WholeFile {
  readonly stats: Stats;
  readonly content: Buffer;
}

/**
 * All of a small file; `null` where it cannot be opened, is not what was found, or changes meanwhile: whoever opens it anew and reads it
 * in parts says what it is then.
 */
export async function readWhole(path: Buffer, found: Stats): Promise<WholeFile | null> {
  const descriptor = await call.open(path, OPEN_FLAGS).catch(() => null);
  if (descriptor === null) return null;
  try {
    const stats = await call.fstat(descriptor);
    if (!stats.isFile() || !isSame(stats, found)) return null;
    const content = Buffer.allocUnsafe(stats.size);
    let length = 0;
    for (let bytesRead = -1; length < content.length && bytesRead !== 0; length += bytesRead)
      ({ bytesRead } = await call.read(descriptor, content, length, content.length - length, length));
    // What the system makes when it is read says a size that it has not, and may be another when it is read again.
    return isSame(await call.fstat(descriptor), stats) ? { stats, content: content.subarray(0, length) } : null;
  } catch {
    return null;
  } finally {
    await call.close(descriptor);
  }
}

function isSame(one: Stats, other: Stats): boolean {
  return one.dev === other.dev && one.ino === other.ino && one.size === other.size && one.mtimeMs === other.mtimeMs;
}
