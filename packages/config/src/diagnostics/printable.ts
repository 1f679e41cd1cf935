import { unmarked } from '@conductor/types';

const MAX_LENGTH = 100;

/** Cuts a text that is quoted in a message, with variables as the file has them; the ellipsis says so. */
export function shorten(text: string): string {
  const plain = unmarked(text);
  return plain.length <= MAX_LENGTH ? plain : `${plain.slice(0, MAX_LENGTH - 1)}…`;
}

/** A text from a file inside a message: in quotes, and cut. */
export function quote(text: string): string {
  return `"${shorten(text)}"`;
}

/** Shows what a terminal would obey: control characters, direction marks, line separators, lone surrogates. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
