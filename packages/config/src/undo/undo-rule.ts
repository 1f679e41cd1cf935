import { type Pattern, parsePattern } from './pattern.ts';

/** What changes a host, and what changes it back. */
export interface UndoRule {
  readonly does: Pattern;
  /** Each of them alone is enough. */
  readonly undoes: readonly [Pattern, ...Pattern[]];
}

/** Reads `ip link add {made} ... -> ip link del {made} or ip link delete {made}`; what is wrong with it, otherwise. */
export function parseUndoRule(text: string): UndoRule | { readonly wrong: string } {
  const [does = '', undoes, ...more] = text.split(/\s->\s/);
  if (undoes === undefined || more.length > 0)
    return { wrong: 'there has to be one -> between what is done and what undoes it' };
  const [first, ...others] = undoes.split(/\sor\s/).map(parsePattern);
  const done = parsePattern(does);
  const all = [done, ...(first === undefined ? [] : [first]), ...others];
  if (first === undefined || all.some((pattern) => pattern === null)) {
    return {
      wrong:
        'each side has to begin with the name of a program, and may have at most 30 words; ' +
        'a name such as {made} begins with a letter, and stands once in a word',
    };
  }
  const known = (pattern: Pattern | null): pattern is Pattern => pattern !== null;
  if (!known(done) || !known(first)) return { wrong: 'each side has to name a program' };
  return { does: done, undoes: [first, ...others.filter(known)] };
}
