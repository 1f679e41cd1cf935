import { visibleBytes } from '../text/visible-bytes.ts';

const LINES = 10;
const COLUMNS = 160;
/** The largest character of UTF-8, but for its first byte: so much of one may be cut off at the beginning. */
const TORN_BYTES = 3;

/**
 * The last lines (at most 10, each at most 160 columns) of the end of an output, safe to show: bytes that are no text are shown as
 * `\xNN`. `whole` says that nothing stands before `tail`.
 */
export function tailLines(tail: Buffer, whole: boolean): string[] {
  const lines = splitLines(whole ? tail : withoutTornCharacter(tail)).slice(-LINES);
  return lines.map((line) => visibleBytes(line, COLUMNS));
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let newline = bytes.indexOf('\n'); newline !== -1; newline = bytes.indexOf('\n', start)) {
    lines.push(bytes.subarray(start, newline));
    start = newline + 1;
  }
  if (start < bytes.length) lines.push(bytes.subarray(start));
  return lines;
}

function withoutTornCharacter(bytes: Buffer): Buffer {
  const start = bytes.subarray(0, TORN_BYTES).findIndex((byte) => (byte & 0xc0) !== 0x80);
  return bytes.subarray(start === -1 ? TORN_BYTES : start);
}
