import { insideDirectory } from '../inside-directory.ts';
import { openPlainFile } from '../plain-file.ts';

/** Read at the most, however long the lines are. */
const TAIL_BYTES = 16 * 1024;

/** Reads the end of a stored output, by its path below the run directory: at most `TAIL_BYTES`; `null` when it cannot be read. */
export type ReadTail = (path: string) => Promise<Buffer | null>;

/** A `ReadTail` of one run directory. It reads plain files below it, and follows no link. */
export function tailReader(directory: string): ReadTail {
  return async (relative) => {
    const file = insideDirectory(directory, relative);
    if (file === null) return null;
    try {
      await using handle = await openPlainFile(file);
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
