/**
 * What a terminal would obey or hide instead of showing: controls (C0, C1, DEL), marks that turn the direction of text, line separators,
 * marks of format (such as zero width spaces and tags), and halves of characters.
 */
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\u001b': '\\e' };

/** Text from elsewhere on one line of a terminal: what the terminal would obey is shown as `\e`, `\n`, `\x07` or `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(OBEYED, (found) => SHORT[found] ?? escaped(found.codePointAt(0) ?? 0));
}

function escaped(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
