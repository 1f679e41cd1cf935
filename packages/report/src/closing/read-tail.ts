import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';

/** Read at the most, however long the lines are. */
const TAIL_BYTES = 16 * 1024;

/** Reads the end of a stored output, by its path below the run directory: at most `TAIL_BYTES`; `null` when it cannot be read. */
export type ReadTail = (path: string) => Promise<Buffer | null>;

/** A `ReadTail` of one run directory. It reads plain files below it, and follows no link. */
export function tailReader(directory: string): ReadTail {
  return async (relative) => {
    try {
      await using handle = await open(inside(directory, relative), constants.O_RDONLY | constants.O_NOFOLLOW);
      const { size } = await handle.stat();
      const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
      const { bytesRead } = await handle.read(tail, 0, tail.length, size - tail.length);
      return tail.subarray(0, bytesRead);
    } catch {
      // Whatever keeps it from being read: the rest of the report is still worth reading.
      return null;
    }
  };
}

function inside(directory: string, relative: string): string {
  const file = path.resolve(directory, relative);
  if (file.startsWith(path.resolve(directory) + path.sep)) return file;
  throw new Error(`${relative} is not below the run directory`);
}
