import { skipSpace } from '../dialect/python-space.ts';

/** A leading `-`, as in a makefile: what follows may fail. */
export function readDash(text: string): { readonly isThere: boolean; readonly rest: string } {
  const isThere = text.startsWith('-');
  return { isThere, rest: isThere ? text.slice(skipSpace(text, 1)) : text };
}
