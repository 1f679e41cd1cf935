/** A value that was read from a text, or why it cannot be. */
export type Reading<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'refused'; readonly expected: string; readonly suggestion?: string | undefined };

/** Reads one kind of value. */
export type Reader<T> = (text: string) => Reading<T>;

/** The text says this. */
export function read<T>(value: T): Reading<T> {
  return { kind: 'read', value };
}

/** The text says nothing that makes sense here. */
export function refused(expected: string, suggestion?: string): Reading<never> {
  return { kind: 'refused', expected, suggestion };
}
