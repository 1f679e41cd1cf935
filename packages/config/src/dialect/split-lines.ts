/**
 * The lines of a text as Python reads them from a file: `\n`, `\r\n` and `\r` end one, and nothing else does; form
 * feeds and Unicode's separators stand inside a line.
 */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
