import { createHash } from 'node:crypto';

const PLAIN = /[A-Za-z0-9._-]/;
const LIMIT = 100;
const CHECKSUM_DIGITS = 8;

/** A text as one file name: percent-encoded, never empty, `.` or `..`; what is longer than 100 bytes ends in a checksum. */
export function fileName(text: string): string {
  const encoded = Array.from(Buffer.from(text), encodeByte).join('');
  if (encoded.length <= LIMIT) return /^\.{0,2}$/.test(encoded) ? `%${encoded}` : encoded;
  const checksum = createHash('sha256').update(text).digest('hex').slice(0, CHECKSUM_DIGITS);
  return `${encoded.slice(0, LIMIT - CHECKSUM_DIGITS - 1)}~${checksum}`;
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return PLAIN.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
