/**
 * What stands for a secret in a value whose variables are filled in, until it is known whether a shell reads it, and in
 * which quotes. No text has a NUL of its own: a file with one is refused.
 */
export function secretMark(name: string): string {
  return `\0${name}\0`;
}

/** Finds such a mark, and the name in it. */
export const SECRET_MARK = /\0([A-Z][A-Z0-9_]*)\0/;

/** The name of the first secret in a value; `null` for one without. */
export function secretIn(text: string): string | null {
  return SECRET_MARK.exec(text)?.[1] ?? null;
}
