import { ConductorError } from '@conductor/types';

/** A number as C's `strtod` reads it and a person writes it. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The numbers of a text as ministat takes them: one a line, the first word of it; what follows, empty lines, and what begins with `#` is left
 * out. A ConductorError of code `config` names the line that has something else; `file` is what the text is called.
 */
export function readNumbers(text: string, file: string): readonly number[] {
  return text.split('\n').flatMap((line, at) => {
    const [word = ''] = line.trim().split(/[ \t]+/);
    if (word === '' || word.startsWith('#')) return [];
    const value = NUMBER.test(word) ? Number(word) : Number.NaN;
    if (Number.isFinite(value)) return [value];
    throw new ConductorError(
      'config',
      `${file}:${at + 1}: expected a number, such as 9.41e9, at the beginning of the line, not "${word.slice(0, 40)}"`,
    );
  });
}
