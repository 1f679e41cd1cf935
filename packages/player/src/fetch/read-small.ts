import type { Stats } from 'node:fs';
import { systemReason } from '@conductor/types';
import { byDescriptor } from './by-descriptor.ts';
import { FileRefused } from './file-refused.ts';

/** Up to this size a file is read when it is found. */
export const SMALL_FILE_BYTES = 64 * 1024;

/**
 * All of a small file; `null` when it is not what it was, or cannot be read: whoever reads it in parts says why. What a system makes
 * while it is read, as below /proc and /sys, has another size than it says, and ends where it ends. Throws FileRefused for such a
 * file that is not small.
 */
export async function readSmall(descriptor: number, before: Stats): Promise<Buffer | null> {
  if (before.size === 0) return readUntold(descriptor);
  try {
    const content = await readToEnd(descriptor, before.size);
    const now = await byDescriptor.stat(descriptor);
    return now.size === before.size && now.mtimeMs === before.mtimeMs ? content : null;
  } catch {
    return null;
  }
}

/** What a file has that says it has nothing. */
async function readUntold(descriptor: number): Promise<Buffer> {
  const content = await readToEnd(descriptor, SMALL_FILE_BYTES + 1).catch((error: unknown) => {
    throw new FileRefused(`it cannot be read: ${systemReason(error)}`);
  });
  // A file that grew when it was found had nothing.
  if (content.length === 0 || (await byDescriptor.stat(descriptor)).size > 0) return Buffer.alloc(0);
  if (content.length <= SMALL_FILE_BYTES) return content;
  throw new FileRefused(
    `it says that it has 0 bytes, and has more than ${SMALL_FILE_BYTES}; copy it in a step, with cat, and fetch the copy`,
  );
}

/** From the beginning, and no more than `most`. */
async function readToEnd(descriptor: number, most: number): Promise<Buffer> {
  const room = Buffer.allocUnsafe(most);
  for (let length = 0; ; ) {
    const { bytesRead } = await byDescriptor.read(descriptor, room, length, most - length, length);
    length += bytesRead;
    if (bytesRead === 0 || length === most) return length === most ? room : Buffer.from(room.subarray(0, length));
  }
}
