/** How deep `$(…)` may stand in each other before nothing more is read. */
const MAX_DEPTH = 20;

/** Where what begins at an offset ends, or -1: a quote, `$(…)`, `${…}`, `` `…` ``, an escaped or a plain character. */
export function pieceEnd(text: string, at: number, depth = 0): number {
  if (depth > MAX_DEPTH) return -1;
  switch (text[at]) {
    case '\\':
      return Math.min(at + 2, text.length);
    case "'":
      return closing(text, at + 1, "'");
    case '`':
      return closing(text, at + 1, '`');
    case '"':
      return endBefore(text, at + 1, '"', depth);
    case '$':
      if (text[at + 1] === '(') return endBefore(text, at + 2, ')', depth);
      return text[at + 1] === '{' ? endBefore(text, at + 2, '}', depth) : at + 1;
    default:
      return at + 1;
  }
}

function closing(text: string, from: number, mark: string): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? -1 : found + 1;
}

/** Behind the mark that ends it, whatever else with quotes and brackets stands before; -1 when nothing does. */
function endBefore(text: string, from: number, mark: string, depth: number): number {
  if (depth > MAX_DEPTH) return -1;
  for (let at = from; at !== -1 && at < text.length; ) {
    if (text[at] === mark) return at + 1;
    // In double quotes a single one is a letter.
    if (mark === '"' && text[at] === "'") at += 1;
    else if (mark === ')' && text[at] === '(') at = endBefore(text, at + 1, ')', depth + 1);
    else at = pieceEnd(text, at, depth + 1);
  }
  return -1;
}
