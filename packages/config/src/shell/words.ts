import { shellWord } from '@conductor/types';
import type { ShellCommand } from './shell-command.ts';

/** The value of an option: of `-p 5201`, `-p5201`, `--port 5201`, `--port=5201`; `undefined` when it is not there. */
export function optionValue(words: readonly string[], short: string, ...long: readonly string[]): string | undefined {
  for (const [at, word] of words.entries()) {
    if (word === short || long.includes(word) || isClusterTo(word, short)) return words[at + 1];
    if (!word.startsWith('--') && word.startsWith(short) && word.length > short.length) return word.slice(short.length);
    const name = long.find((one) => word.startsWith(`${one}=`));
    if (name !== undefined) return word.slice(name.length + 1);
  }
  return undefined;
}

/** `-qc 5`: the last letter is that of the option. */
function isClusterTo(word: string, short: string): boolean {
  return /^-[A-Za-z]{2,4}$/.test(word) && word.at(-1) === short.at(-1);
}

/** Whether a switch is there: `-s`, among others in `-sD`, or by a long name. */
export function hasFlag(words: readonly string[], letter: string, ...long: readonly string[]): boolean {
  return words.some((word) => long.includes(word) || (/^-[A-Za-z0-9]+$/.test(word) && word.includes(letter)));
}

/** The words that are neither options nor values of the options with these letters; without the first, the program. */
export function operandsOf(words: readonly string[], withValue: string): readonly string[] {
  const operands: string[] = [];
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') return [...operands, ...words.slice(at + 1)];
    if (!word.startsWith('-') || word === '-') operands.push(word);
    else if (/^-[A-Za-z0-9]+$/.test(word) && withValue.includes(word.slice(-1))) at += 1;
  }
  return operands;
}

/** A word to be written into a line for the shell: as the command has it, or in quotes where the shell would make more of it. */
export function wordFor(command: Pick<ShellCommand, 'words' | 'redirects' | 'asWritten'>, word: string): string {
  const { words, redirects, asWritten } = command;
  const isThere = words.includes(word) || redirects.some(({ target }) => target === word);
  const written = asWritten.get(word) ?? (isThere ? word : undefined);
  if (written !== undefined) return written;
  if (!isFilledIn(word) || isKeptFromShell(asWritten, word)) return shellWord(word);
  return /\s/.test(word) ? `"${word}"` : word;
}

/** In double quotes the shell fills in; what stands in single ones or behind a backslash it takes as it is. */
const QUOTED = /"(?:\\.|[^"\\])*"|'([^']*)'|\\(.)/gs;

/** Whether a word has something in it that the shell would fill in, and that the command keeps it from. */
function isKeptFromShell(asWritten: ShellCommand['asWritten'], word: string): boolean {
  const texts = Array.from(asWritten.values()).flatMap((written) => Array.from(written.matchAll(QUOTED)));
  return texts.some(([, single, escaped = '']) => {
    const text = single ?? escaped;
    return isFilledIn(text) && word.includes(text);
  });
}

/** Whether only the shell knows what a word comes to. */
export function isFilledIn(word: string): boolean {
  return /[$`*?]/.test(word);
}
