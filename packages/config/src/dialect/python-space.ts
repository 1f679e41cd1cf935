/*
 * What Python's `str.strip()` and `\s` take for a blank. JavaScript's `trim` differs: it takes U+FEFF, and leaves
 * U+001C to U+001F and U+0085.
 */
const SPACES = new Set([
  0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003,
  0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
]);

/** Whether Python counts the character at an index as a blank. */
export function isSpaceAt(text: string, index: number): boolean {
  return SPACES.has(text.charCodeAt(index));
}

/** The index of the first character from `start` on that is not a blank; the length of the text when there is none. */
export function skipSpace(text: string, start = 0): number {
  let at = start;
  while (at < text.length && isSpaceAt(text, at)) at += 1;
  return at;
}

/** `str.rstrip()`. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpaceAt(text, end - 1)) end -= 1;
  return text.slice(0, end);
}
