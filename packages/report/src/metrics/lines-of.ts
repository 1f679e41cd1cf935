import { openPlainFile } from '../plain-file.ts';

/** What is read of a line; the rest of a longer one is left out. */
export const LINE_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** The lines of a file without their ends, a chunk at a time; never more of it in memory than that. Follows no link. */
export async function* linesOf(file: string): AsyncGenerator<string[]> {
  await using handle = await openPlainFile(file);
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const line = new OpenLine();
  for (;;) {
    const { bytesRead } = await handle.read(chunk, 0, chunk.length);
    if (bytesRead === 0) break;
    yield wholeLines(chunk.subarray(0, bytesRead), line);
  }
  if (!line.isEmpty) yield [line.close()];
}

function wholeLines(chunk: Buffer, line: OpenLine): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
    line.add(chunk.subarray(start, end));
    lines.push(line.close());
    start = end + 1;
  }
  line.add(chunk.subarray(start));
  return lines;
}

/** The line that is being read; a chunk may end in it, also inside a character. */
class OpenLine {
  #parts: Buffer[] = [];
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#bytes === 0;
  }

  add(part: Buffer): void {
    const room = LINE_BYTES - this.#bytes;
    if (room <= 0 || part.length === 0) return;
    // The chunk is read into again.
    const kept = Buffer.from(part.subarray(0, room));
    this.#parts.push(kept);
    this.#bytes += kept.length;
  }

  close(): string {
    const bytes = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#bytes = 0;
    return bytes?.at(-1) === RETURN ? bytes.toString('utf8', 0, bytes.length - 1) : (bytes?.toString() ?? '');
  }
}
