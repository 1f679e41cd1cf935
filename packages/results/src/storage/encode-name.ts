import { createHash } from 'node:crypto';

/** The most bytes that a name takes, unless told otherwise: with a number before and an ending behind it fits any file system. */
const NAME_BYTES = 100;

/** Everything else is percent-encoded, byte by byte of its UTF-8. */
const LETTER = '[A-Za-z0-9._+=@,-]';
const PLAIN = new RegExp(`^${LETTER}$`);
/** Nearly every name there is needs nothing done to it, and is not looked at character by character. */
const PLAIN_NAME = new RegExp(`^(?!\\.{1,2}$)(?!-)${LETTER}+$`);

/**
 * A text as one file name: percent-encoded, never `.`, `..` or empty, without a leading `-`, and cut at `limitBytes`
 * (default 100), never inside an escape. Different texts may be cut to the same name; see `encodeUniqueName`.
 */
export function encodeName(text: string, limitBytes: number = NAME_BYTES): string {
  if (text.length <= limitBytes && PLAIN_NAME.test(text)) return text;
  let name = '';
  for (const character of text) {
    const plain = PLAIN.test(character) && !(character === '-' && name === '');
    const encoded = plain ? character : percentEncode(character);
    if (name.length + encoded.length > limitBytes) break;
    name += encoded;
  }
  if (name === '') return '%';
  return name === '.' || name === '..' ? name.replaceAll('.', '%2E') : name;
}

/** As `encodeName`, but what had to be cut ends in `~` and eight digits of its checksum: different texts have different names. */
export function encodeUniqueName(text: string, limitBytes: number = NAME_BYTES): string {
  const whole = encodeName(text, 3 * Buffer.byteLength(text) + 3);
  return whole.length <= limitBytes ? whole : `${encodeName(text, limitBytes - 9)}~${shortChecksum(text)}`;
}

function percentEncode(character: string): string {
  return Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function shortChecksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
