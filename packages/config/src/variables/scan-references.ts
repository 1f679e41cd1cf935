/** What a value is made of. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly offset: number }
  /** A `%` that stands for itself. */
  | { readonly kind: 'percent'; readonly offset: number }
  /** `%(name)` without its `s`: stays as written. */
  | { readonly kind: 'unclear'; readonly text: string; readonly offset: number };

/** Takes a value apart at its `%`, from left to right and in linear time: `%%`, `%(name)s`, and any other. */
export function* scanReferences(value: string): Iterable<Part> {
  let from = 0;
  let close = 0;
  for (let at = value.indexOf('%'); at !== -1; at = value.indexOf('%', from)) {
    if (at > from) yield { kind: 'text', text: value.slice(from, at) };
    // The closing that an earlier opening found serves the later ones too.
    if (close !== -1 && close < at + 2) close = value.indexOf(')', at + 2);
    const [part, length] = partAt(value, at, close);
    yield part;
    from = at + length;
  }
  if (from < value.length) yield { kind: 'text', text: value.slice(from) };
}

/** The part that begins with the `%` at an offset, and how long it is there; `close` is the next `)`, or -1. */
function partAt(value: string, offset: number, close: number): [Part, number] {
  const next = value[offset + 1];
  if (next === '%') return [{ kind: 'text', text: '%' }, 2];
  if (next !== '(' || close <= offset + 2) return [{ kind: 'percent', offset }, 1];
  const name = value.slice(offset + 2, close);
  if (value[close + 1] === 's') return [{ kind: 'variable', name, offset }, name.length + 4];
  if (!/^[\w.-]+$/.test(name)) return [{ kind: 'percent', offset }, 1];
  return [{ kind: 'unclear', text: value.slice(offset, close + 1), offset }, name.length + 3];
}
