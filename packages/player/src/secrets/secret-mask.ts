import type { Secret } from '@conductor/types';
import { beginningsOf, type Form, lengthAt, longestOf, UNDECIDED } from './form.ts';
import { secretForms } from './secret-forms.ts';

const ASTERISK = 0x2a;
const PAIRS = 2 ** 16;

/**
 * Finds secrets in bytes, in all their forms. Whether a byte is masked depends on nothing but the bytes within `reach` on
 * both sides of it: so a text may be masked in any pieces, and from any place on, and is always the same.
 */
export class SecretMask {
  readonly #forms: readonly Form[];
  /** By the first two bytes of a text: whether a form may begin so. */
  readonly #begins = new Uint8Array(PAIRS);
  /** What one form can cover at most, in bytes. */
  readonly reach: number;

  constructor(secrets: readonly Secret[]) {
    this.#forms = secrets.flatMap((secret) => secretForms(secret.reveal()));
    for (const form of this.#forms) {
      for (const [first, second] of beginningsOf(form)) this.#begins[(first << 8) | second] = 1;
    }
    this.reach = Math.max(...this.#forms.map(longestOf));
  }

  /** Puts asterisks over every secret in these bytes. */
  cover(bytes: Buffer): void {
    const found: (readonly [number, number])[] = [];
    for (let at = this.#next(bytes, 0); at < bytes.length; at = this.#next(bytes, at + 1)) {
      const length = this.#forms.reduce((longest, form) => Math.max(longest, lengthAt(form, bytes, at)), 0);
      if (length > 0) found.push([at, at + length]);
    }
    // Only when all are found: they may lie in each other.
    for (const [from, to] of found) bytes.fill(ASTERISK, from, to);
  }

  /** How many of these bytes are masked already as they always will be, whatever comes after them. */
  settled(bytes: Buffer): number {
    for (let at = this.#next(bytes, 0); at < bytes.length; at = this.#next(bytes, at + 1)) {
      if (this.#forms.some((form) => lengthAt(form, bytes, at) === UNDECIDED)) return at;
    }
    return bytes.length;
  }

  /** A text with asterisks over its secrets; `cut`: its end was cut off, and with it the end of a secret, perhaps. */
  coverText(text: string, { cut = false }: { readonly cut?: boolean } = {}): string {
    const bytes = Buffer.from(text);
    const whole = cut ? this.settled(bytes) : bytes.length;
    this.cover(bytes);
    return bytes.fill(ASTERISK, whole).toString();
  }

  /** The first offset from `from` on where a form may begin. */
  #next(bytes: Buffer, from: number): number {
    const last = bytes.length - 1;
    let at = from;
    while (at < last && this.#begins[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)] === 0) at += 1;
    return at;
  }
}
