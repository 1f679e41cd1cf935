import { visibleText } from '@conductor/types';
import { cutToWidth } from './text-width.ts';

/** The largest character of UTF-8. */
const CHARACTER_BYTES = 4;

/** A line of an output without its end, in at most so many columns, safe to show. */
export function visibleBytes(line: Buffer, columns: number): string {
  return cutToWidth(visibleText(lineText(line, columns)), columns);
}

/**
 * A line of an output as text; of one that is no UTF-8, every byte that is no letter of ASCII as `\xNN`. Only what can be shown in so
 * many columns is looked at.
 */
export function lineText(line: Buffer, columns: number): string {
  const shown = line.subarray(0, wholeCharacters(line, CHARACTER_BYTES * columns));
  const text = shown.toString();
  if (!text.includes('\ufffd')) return text.endsWith('\r') ? text.slice(0, -1) : text;
  return Array.from(shown.toString('latin1'), asciiOrEscape).join('');
}

/** So many bytes, or as many fewer as end with a character where the limit falls into one. */
function wholeCharacters(line: Buffer, limit: number): number {
  for (let end = limit; end > limit - CHARACTER_BYTES; end -= 1) if (!isInside(line[end])) return end;
  return limit;
}

/** Whether a byte goes on with a character that an earlier one began. */
function isInside(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function asciiOrEscape(byte: string): string {
  return byte >= ' ' && byte <= '~' ? byte : `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
