import type { OutputResult } from '@conductor/types';
import { insideDirectory } from '../../inside-directory.ts';
import { openPlainFile } from '../../plain-file.ts';
import { formatBytes } from '../../text/quantities.ts';

/** Of one output: what the original takes for a message, unless it was told otherwise. */
const MESSAGE_BYTES = 10 * 2 ** 20;
/** Of all outputs together: readers hold such a file in memory. */
const ALL_BYTES = 128 * 2 ** 20;

/** Reads outputs as texts from their beginnings, as long as there is room for them in one file. */
export class OutputReader {
  readonly #directory: string;
  #leftBytes = ALL_BYTES;

  /** `directory`: the run directory. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The text as Python reads one: every line end is a newline, and bytes that are no text are `\ufffd`. */
  async text({ path, bytes }: OutputResult): Promise<string> {
    if (path === null || bytes === 0) return '';
    const wanted = Math.min(bytes, MESSAGE_BYTES);
    if (wanted > this.#leftBytes) return `(${formatBytes(bytes)} in ${path})\n`;
    this.#leftBytes -= wanted;
    const read = await this.#read(path, wanted);
    if (read === null) return `(${path} cannot be read)\n`;
    const text = read.toString().replaceAll(/\r\n?/g, '\n');
    return bytes > wanted ? `${text}\n(the first ${formatBytes(wanted)} of ${formatBytes(bytes)} in ${path})\n` : text;
  }

  async #read(path: string, wanted: number): Promise<Buffer | null> {
    const file = insideDirectory(this.#directory, path);
    if (file === null) return null;
    try {
      await using handle = await openPlainFile(file);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(wanted), 0, wanted, 0);
      return buffer.subarray(0, bytesRead);
    } catch {
      // Whatever keeps it from being read: the other results are still worth having.
      return null;
    }
  }
}
