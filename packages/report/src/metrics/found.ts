import type { Numbers } from './numbers.ts';

/** What a look through bytes came to. */
export type Found =
  | { readonly kind: 'numbers'; readonly numbers: Numbers }
  /** `reason`: what was looked for, and what is there instead; no sentence of its own, it stands behind a place. */
  | { readonly kind: 'nothing'; readonly reason: string };

/** Looks through an output line by line, from the first to the last. */
export interface LineReader {
  /** The next line, without its end. */
  readonly take: (line: string) => void;
  /** After the last line. */
  readonly found: () => Found;
}

/** Numbers, or why there are none. */
export function numbersOr(numbers: Numbers, reason: string): Found {
  return numbers.count > 0 ? { kind: 'numbers', numbers } : { kind: 'nothing', reason };
}
