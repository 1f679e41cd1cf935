import { nearestWord } from '@conductor/types';
import { type Reader, read, refused } from './reading.ts';

/** One of a few words, without regard to case. */
export function oneOf<const Word extends string>(words: readonly Word[]): Reader<Word> {
  return (text) => {
    const word = words.find((known) => known === text.toLowerCase());
    return word === undefined ? refused(words.join(' or '), nearestWord(text, words)) : read(word);
  };
}

const TRUE_WORDS = ['yes', 'true', 'on', '1'];
const FALSE_WORDS = ['no', 'false', 'off', '0'];

/** `yes` or `no`, in all the ways that Python's getboolean knows. */
export const yesOrNo: Reader<boolean> = (text) => {
  const word = text.toLowerCase();
  if (TRUE_WORDS.includes(word)) return read(true);
  if (FALSE_WORDS.includes(word)) return read(false);
  return refused('yes or no', nearestWord(text, ['yes', 'no', 'true', 'false', 'on', 'off']));
};

/** The word `none`, or something else. */
export function orNone<T, None>(reader: Reader<T>, none: None): Reader<T | None> {
  return (text) => {
    if (text.toLowerCase() === 'none') return read(none);
    const reading = reader(text);
    return reading.kind === 'read' ? reading : { ...reading, expected: `${reading.expected}, or none` };
  };
}

/** Any text but none at all, on one line. */
export function nonEmpty(what: string): Reader<string> {
  return (text) => (text === '' || /[\n\0]/.test(text) ? refused(`${what}, on one line`) : read(text));
}
