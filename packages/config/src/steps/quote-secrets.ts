import { secretVariable } from '@conductor/types';
import { SECRET_MARK } from '../variables/secret-marks.ts';
import { type ShellPlace, shellPlaces } from './shell-places.ts';

/** What became of the secrets in a command. */
export type Quoted =
  | { readonly kind: 'quoted'; readonly command: string }
  /** Where the first one stands that cannot be written there. */
  | { readonly kind: 'refused'; readonly name: string; readonly where: string };

/** A variable without a value ends the shell, rather than being an empty text. */
const EXPANSIONS: Readonly<Record<ShellPlace & string, (variable: string) => string>> = {
  plain: (variable) => `"\${${variable}?}"`,
  double: (variable) => `\${${variable}?}`,
  single: (variable) => `'"\${${variable}?}"'`,
};

/**
 * Replaces the marks of secrets in a command by variables that the shell fills in: it does not read again what it has
 * filled in, and so the text arrives as it is, whatever it holds, also within the quotes of the user.
 */
export function quoteSecrets(text: string): Quoted {
  if (!text.includes('\0')) return { kind: 'quoted', command: text };
  const places = shellPlaces(text);
  const pieces = text.split(SECRET_MARK);
  let command = '';
  for (const [at, piece] of pieces.entries()) {
    if (at % 2 === 0) {
      command += piece;
      continue;
    }
    const place = places[(at - 1) / 2];
    if (typeof place !== 'string') return { kind: 'refused', name: piece, where: place?.unclear ?? 'nowhere' };
    command += EXPANSIONS[place](secretVariable(piece));
  }
  return { kind: 'quoted', command };
}
