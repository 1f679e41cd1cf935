import { skipSpace } from '../dialect/python-space.ts';

/** A kind of step before a command, and the command. */
export interface PrefixedValue {
  /** As written, without its colon. */
  readonly word: string;
  readonly kind: { readonly kind: 'spawn' } | { readonly kind: 'timeout'; readonly seconds: string };
  readonly rest: string;
}

/** Reads `spawn:cmd` and `timeout30:cmd`; `null` for a value without such a prefix. */
export function readPrefix(text: string): PrefixedValue | null {
  const [all, word = '', seconds] = /^(spawn|timeout([0-9]+)):/.exec(text) ?? [];
  if (all === undefined) return null;
  const rest = text.slice(skipSpace(text, all.length));
  return { word, kind: seconds === undefined ? { kind: 'spawn' } : { kind: 'timeout', seconds }, rest };
}
