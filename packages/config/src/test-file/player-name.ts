import { type Reader, read, refused } from '../values/reading.ts';

const MAX_LENGTH = 64;

/**
 * Names of players become names of directories, words on a command line and on a terminal: ASCII letters and digits,
 * `_`, `-` and `.`, beginning with a letter, a digit or `_`.
 */
export const playerName: Reader<string> = (text) => {
  if (text.length <= MAX_LENGTH && /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(text)) return read(text);
  const fit = text
    .slice(0, MAX_LENGTH)
    .replaceAll(/[^A-Za-z0-9_.-]/g, '_')
    .replace(/^[.-]/, '_');
  return refused(`at most ${MAX_LENGTH} letters, digits, "_", "-" and "."`, fit);
};
