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
