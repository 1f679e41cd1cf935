import { isUtf8 } from 'node:buffer';
import { shellWord } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { wholeFile } from '../diagnostics/whole-file.ts';
import { LIMITS } from '../limits.ts';
import type { SourceFile, SourceText } from './source.ts';

/** The text of a file, without a byte order mark; `null` after a finding says why it has none. */
export function decodeSource({ path, bytes }: SourceFile, findings: Findings): SourceText | null {
  const whole = wholeFile(path);
  if (bytes.length > LIMITS.fileBytes) {
    findings.add('file-too-long', whole, {
      message: `this file is longer than ${LIMITS.fileBytes / 2 ** 20} MiB; is it a test or player file?`,
    });
    return null;
  }
  if (!isUtf8(bytes)) {
    reportBadByte(path, bytes, findings);
    return null;
  }
  return { path, text: Buffer.from(bytes).toString('utf8') };
}

/** Finds the first byte that is not UTF-8. A line feed never stands inside a character, so lines can be looked at alone. */
function reportBadByte(path: string, bytes: Uint8Array, findings: Findings): void {
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    const content = Buffer.from(bytes.subarray(start, end));
    if (!isUtf8(content)) {
      const { column, byte } = firstBadByte(content);
      findings.add(
        'not-utf-8',
        { file: path, line, column },
        {
          message: 'this file is not UTF-8',
          found: `the byte 0x${byte.toString(16)}`,
          suggestion: `iconv -f ISO-8859-1 -t UTF-8 ${shellWord(path)} > new.cfg`,
        },
      );
      return;
    }
    start = end + 1;
  }
}

const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

/** A replacement character that the bytes do not hold themselves is where decoding failed. */
function firstBadByte(content: Buffer): { column: number; byte: number } {
  const text = content.toString('utf8');
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf(REPLACEMENT); at !== -1; at = text.indexOf(REPLACEMENT, from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    if (!content.subarray(offset, offset + 3).equals(REPLACEMENT_BYTES))
      return { column: at + 1, byte: content[offset] ?? 0 };
    offset += REPLACEMENT_BYTES.length;
    from = at + 1;
  }
  return { column: 1, byte: content[0] ?? 0 };
}
