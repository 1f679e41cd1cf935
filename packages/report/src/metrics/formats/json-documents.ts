/** What a text has as JSON: one document, one in each of its lines, or several that are written over many lines. */
export type JsonDocuments =
  | { readonly kind: 'documents'; readonly documents: readonly unknown[] }
  | { readonly kind: 'nothing'; readonly reason: string };

/** Reads a text as JSON. One that was cut short is none: a part of a result is not the result. */
export function jsonDocuments(text: string): JsonDocuments {
  if (text.trim() === '') return { kind: 'nothing', reason: 'nothing but blanks, where JSON was looked for' };
  try {
    return { kind: 'documents', documents: [JSON.parse(text)] };
  } catch (error) {
    const documents = each(text.split('\n')) ?? each(text.split(BETWEEN_BLOCKS));
    if (documents !== null) return { kind: 'documents', documents };
    const why = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error);
    return { kind: 'nothing', reason: `it is not JSON, or not all of it (${why.slice(0, 120)})` };
  }
}

/** As `iperf3 -s -J` writes one for each test: a brace at the beginning of a line ends one, and another begins the next. */
const BETWEEN_BLOCKS = /(?<=^\})[ \t\r]*\n(?=\{)/m;

/** `null` when not every part is a document. */
function each(parts: readonly string[]): unknown[] | null {
  const written = parts.filter((part) => part.trim() !== '');
  if (written.length < 2) return null;
  try {
    return written.map((part) => JSON.parse(part));
  } catch {
    // What is wrong with the whole text is told, rather than with a part of a text that has none.
    return null;
  }
}
