import type { Verdict } from '@conductor/types';

/** Puts colour around a text, or leaves it as it is. */
export type Paint = (text: string, colour: Colour) => string;

const CODES = { red: 31, green: 32, yellow: 33, faint: 2, bold: 1 } as const;

/** What a text can be painted with. */
export type Colour = keyof typeof CODES;

/** The colour of each verdict. */
export const VERDICT_COLOUR: { readonly [V in Verdict]: Colour } = {
  passed: 'green',
  failed: 'red',
  unknown: 'red',
  skipped: 'yellow',
};

/** Paints with the escapes of ECMA-48 when `colour` is true, else not at all. */
export function painter(colour: boolean): Paint {
  return colour ? (text, shade) => `\u001b[${CODES[shade]}m${text}\u001b[0m` : (text) => text;
}
