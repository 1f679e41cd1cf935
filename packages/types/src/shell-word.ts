/** A text as a shell reads it back exactly, whatever it holds. NUL is not possible in a shell. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The same for people to copy: in quotes only where a shell would make more of it than one word. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : quoteForShell(text);
}
