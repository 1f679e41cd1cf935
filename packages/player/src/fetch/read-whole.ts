import type { Stats } from 'node:fs';
import { READ_FLAGS } from '../storage/read-flags.ts';
import { byDescriptor } from './by-descriptor.ts';
import { readSmall } from './read-small.ts';

/** A small file, all of it. */
export interface WholeFile {
  readonly stats: Stats;
  readonly content: Buffer;
}

/**
 * Opens a small file and reads all of it; `null` where it cannot be opened, is not what was found, or changes meanwhile: whoever opens it
 * anew and reads it in parts says what it is then.
 */
export async function readWhole(path: Buffer, found: Stats): Promise<WholeFile | null> {
  const descriptor = await byDescriptor.open(path, READ_FLAGS).catch(() => null);
  if (descriptor === null) return null;
  try {
    const stats = await byDescriptor.stat(descriptor);
    if (!stats.isFile() || !isSame(stats, found)) return null;
    const content = await readSmall(descriptor, stats);
    return content && { stats, content };
  } catch {
    return null;
  } finally {
    await byDescriptor.close(descriptor);
  }
}

function isSame(one: Stats, other: Stats): boolean {
  return one.dev === other.dev && one.ino === other.ino && one.size === other.size && one.mtimeMs === other.mtimeMs;
}
