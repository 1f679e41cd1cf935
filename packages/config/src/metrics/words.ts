/** One word of a value. */
export interface Word {
  /** Without its quotes; a pattern with its slashes. */
  readonly text: string;
  /** Where in the value it begins. */
  readonly offset: number;
}

/** The words of a value, or which one has no end. */
export type Words =
  | { readonly kind: 'words'; readonly words: readonly Word[] }
  | { readonly kind: 'open'; readonly word: Word; readonly end: string };

const QUOTED = /"((?:[^"\\]|\\.)*)"(?=\s|$)/y;
const PATTERN = /\/(?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*(?=\s|$)/y;
const PLAIN = /\S+/y;

/**
 * Takes a value apart into words, at blanks and ends of lines. A word in double quotes may hold blanks, and `\"`; after the word
 * `regex` stands a pattern between slashes.
 */
export function splitWords(value: string): Words {
  const words: Word[] = [];
  let offset = nextWord(value, 0);
  while (offset < value.length) {
    const isPattern = words.at(-1)?.text === 'regex' && value[offset] === '/';
    const isQuoted = value[offset] === '"';
    const quoted = isQuoted ? QUOTED : PLAIN;
    const text = match(isPattern ? PATTERN : quoted, value, offset);
    if (text === undefined) {
      const word = { text: match(PLAIN, value, offset) ?? '', offset };
      return { kind: 'open', word, end: isPattern ? '/' : '"' };
    }
    words.push({ text: isQuoted ? text.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : text, offset });
    offset = nextWord(value, offset + text.length);
  }
  return { kind: 'words', words };
}

function nextWord(value: string, from: number): number {
  let at = from;
  while (at < value.length && /\s/.test(value.charAt(at))) at += 1;
  return at;
}

function match(pattern: RegExp, value: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(value)?.[0];
}
