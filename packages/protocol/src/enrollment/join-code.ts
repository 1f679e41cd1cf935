import { createHmac, randomBytes } from 'node:crypto';

/** What `player enroll` shows and `conduct enroll` is told, once, over a channel that people trust: their own eyes. */
export interface JoinCode {
  /** `spkiHash` of the player's key. */
  readonly spkiHash: string;
  /** 128 random bits. */
  readonly secret: Uint8Array;
}

const SECRET_BYTES = 16;
/** 32 and 16 bytes in base64url. */
const TEXT = /^CJ1\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{22})$/;

/** A code for a key, with a fresh secret. */
export function makeJoinCode(spkiHash: string): JoinCode {
  return { spkiHash, secret: randomBytes(SECRET_BYTES) };
}

/** `CJ1.<hash of the key>.<secret>`. */
export function formatJoinCode({ spkiHash, secret }: JoinCode): string {
  return `CJ1.${spkiHash}.${Buffer.from(secret).toString('base64url')}`;
}

/** The inverse of `formatJoinCode`; `null` for any other text. */
export function parseJoinCode(text: string): JoinCode | null {
  const [, spkiHash, secret] = TEXT.exec(text.trim()) ?? [];
  if (spkiHash === undefined || secret === undefined) return null;
  return { spkiHash, secret: Buffer.from(secret, 'base64url') };
}

/** What of a secret is stored, and what proofs are made with: the code itself cannot be read from it. */
export function codeHash(secret: Uint8Array): Buffer {
  return createHmac('sha256', secret).update('conductor.v1 join code').digest();
}
