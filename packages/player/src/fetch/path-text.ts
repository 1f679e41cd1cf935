/** A path as text; bytes that are not UTF-8 are written as `\xNN`, so that different paths stay different to the eye. */
export function pathText(path: Buffer): string {
  const text = path.toString('utf8');
  if (Buffer.from(text).equals(path)) return text;
  return path.toString('latin1').replace(/[^\x20-\x7e]/g, escapeByte);
}

function escapeByte(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
