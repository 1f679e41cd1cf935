/** Text from a peer with what a terminal would obey, or a reader would not see, shown as `\u001b`; one line. */
export function printable(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, codePoint);
}

/** The same in quotes, for names. */
export function quoted(name: string): string {
  return `"${printable(name).replaceAll('"', '\\"')}"`;
}

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
