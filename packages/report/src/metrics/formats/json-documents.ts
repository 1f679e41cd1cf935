/** What a text has as JSON: one document, or one in each of its lines. */
export type JsonDocuments =
  | { readonly kind: 'documents'; readonly documents: readonly unknown[] }
  | { readonly kind: 'nothing'; readonly reason: string };

/** Reads a text as JSON. One that was cut short is none: a part of a result is not the result. */
export function jsonDocuments(text: string): JsonDocuments {
  if (text.trim() === '') return { kind: 'nothing', reason: 'nothing but blanks, where JSON was looked for' };
  try {
    return { kind: 'documents', documents: [JSON.parse(text)] };
  } catch (error) {
    const documents = eachLine(text);
    if (documents !== null) return { kind: 'documents', documents };
    const why = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error);
    return { kind: 'nothing', reason: `it is not JSON, or not all of it (${why.slice(0, 120)})` };
  }
}

/** `null` when not every line is a document. */
function eachLine(text: string): unknown[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return null;
  try {
    return lines.map((line) => JSON.parse(line));
  } catch {
    // What is wrong with the whole text is told, rather than with a line of a text that has no lines.
    return null;
  }
}
