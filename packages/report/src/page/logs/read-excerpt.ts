import { insideDirectory } from '../../inside-directory.ts';
import { openPlainFile } from '../../plain-file.ts';
import { lineText } from '../../text/visible-bytes.ts';

/** An output as far as there is room for it: its beginning, and its end where that is another part. */
export interface Excerpt {
  readonly head: readonly string[];
  readonly leftOutBytes: number;
  readonly tail: readonly string[];
}

/** Longer lines are cut. */
const COLUMNS = 4000;
/** Of what is shown: errors stand at the end. */
const HEAD_PART = 1 / 4;

/** Reads at most so many bytes of a stored output; `null` when it cannot be read. */
export async function readExcerpt(directory: string, relative: string, room: number): Promise<Excerpt | null> {
  const file = insideDirectory(directory, relative);
  if (file === null) return null;
  try {
    await using handle = await openPlainFile(file);
    const { size } = await handle.stat();
    if (size <= room) return { head: linesOf(await readAt(handle, 0, size)), leftOutBytes: 0, tail: [] };
    const headBytes = Math.floor(room * HEAD_PART);
    const tailBytes = room - headBytes;
    const head = wholeLines(await readAt(handle, 0, headBytes), 'beginning');
    const tail = wholeLines(await readAt(handle, size - tailBytes, tailBytes), 'end');
    return { head: linesOf(head), leftOutBytes: size - head.length - tail.length, tail: linesOf(tail) };
  } catch {
    // Whatever keeps it from being read: the rest of the page is still worth reading.
    return null;
  }
}

async function readAt(
  handle: { read: (buffer: Buffer, offset: number, length: number, at: number) => Promise<{ bytesRead: number }> },
  at: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** Without the line that was cut, where there is another. */
function wholeLines(bytes: Buffer, part: 'beginning' | 'end'): Buffer {
  const newline = part === 'beginning' ? bytes.lastIndexOf('\n') : bytes.indexOf('\n');
  if (newline === -1) return bytes;
  const rest = part === 'beginning' ? bytes.subarray(0, newline + 1) : bytes.subarray(newline + 1);
  return rest.length === 0 ? bytes : rest;
}

function linesOf(bytes: Buffer): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let newline = bytes.indexOf('\n'); newline !== -1; newline = bytes.indexOf('\n', start)) {
    lines.push(lineText(bytes.subarray(start, newline), COLUMNS));
    start = newline + 1;
  }
  if (start < bytes.length) lines.push(lineText(bytes.subarray(start), COLUMNS));
  return lines;
}
