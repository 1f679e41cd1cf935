import { malformed } from './malformed.ts';

const SHA256_BYTES = 32;

/** A checksum in lower-case hexadecimal, for a bytes field. */
export function encodeSha256(sha256: string): Buffer {
  const bytes = Buffer.from(sha256, 'hex');
  if (bytes.length !== SHA256_BYTES)
    throw malformed(`expected a SHA-256 in hexadecimal, got ${sha256.length} characters`);
  return bytes;
}

/** A checksum from a bytes field. */
export function decodeSha256(bytes: Buffer): string {
  if (bytes.length !== SHA256_BYTES)
    throw malformed(`expected a SHA-256 of ${SHA256_BYTES} bytes, got ${bytes.length}`);
  return bytes.toString('hex');
}
