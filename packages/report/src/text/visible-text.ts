/**
 * What a terminal would obey or hide instead of showing: controls (C0, C1, DEL), marks that turn the direction of text, line separators,
 * characters without width, and halves of characters.
 */
const OBEYED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be found
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\u001b': '\\e' };

/** Text from elsewhere on one line of a terminal: what the terminal would obey is shown as `\e`, `\n`, `\x07` or `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(OBEYED, (found) => SHORT[found] ?? escaped(found.charCodeAt(0)));
}

function escaped(code: number): string {
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
