/** What a command looks like: a program, and its words. */
export interface Pattern {
  readonly text: string;
  readonly words: readonly PatternWord[];
}

/** What one word may be, or, of `...`, any number of words. */
type PatternWord =
  | { readonly kind: 'any' }
  | { readonly kind: 'word'; readonly isOptional: boolean; readonly forms: readonly Form[] };

/** A word as it is, as most are, or what such words look like. */
type Form = string | RegExp;

const MAX_WORDS = 30;

/**
 * Reads a pattern: words as they are, `a|b` for one or the other, `[a]` for one that may be missing, `{name}` for whatever
 * stands there, `...` for any words. `null` when it names no program, or has a name twice in a word, or one that begins with a digit.
 */
export function parsePattern(text: string): Pattern | null {
  const words = text.trim().split(/\s+/);
  if (words.length > MAX_WORDS || !isProgram(words[0] ?? '') || !words.every(hasFineNames)) return null;
  return { text: text.trim(), words: words.map(patternWord) };
}

/** Of each of the forms that the word may have. */
function hasFineNames(word: string): boolean {
  return word.split('|').every((form) => {
    const names = Array.from(form.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
    return new Set(names).size === names.length && !names.some((name) => /^\d/.test(name));
  });
}

/** A first word of a placeholder alone would fit every command. */
function isProgram(word: string): boolean {
  return /^[\w./|{}-]+$/.test(word) && /\w/.test(word.replaceAll(/\{\w*\}/g, ''));
}

function patternWord(word: string): PatternWord {
  if (word === '...') return { kind: 'any' };
  const [, optional] = /^\[(.+)\]$/.exec(word) ?? [];
  const forms = (optional ?? word).split('|').map(formOf);
  return { kind: 'word', isOptional: optional !== undefined, forms };
}

/** Names that begin so stand for such words only; what only the shell knows may be any of them. */
const SHAPES = {
  address: String.raw`[\da-fA-F]*[.:][\da-fA-F.:]*(?:%\w+)?(?:/\d+)?|.*\$.*`,
  number: String.raw`\d+|.*\$.*`,
  directory: String.raw`[/.~].*|.*\$.*`,
};

/** `{address}` is an address, `{number}` a number, `{directory}` a path, any other name whatever is no option. */
function formOf(text: string): Form {
  // Most words: to make regular expressions of some hundreds of them was a thirtieth of a check.
  if (/^\w[\w.:/-]*$/.test(text)) return text;
  if (/^-[A-Za-z]$/.test(text)) return new RegExp(`^-[A-Za-z]{0,4}${text.slice(1)}[A-Za-z]{0,4}$`);
  const pieces = text.split(/(\{\w+\})/);
  const source = pieces.map((piece, at) => {
    if (at % 2 === 0) return piece.replaceAll(/[^\w]/g, String.raw`\$&`);
    const name = piece.slice(1, -1);
    const isFirst = at === 1 && pieces[0] === '';
    return `(?<${name}>${shapeOf(name) ?? (isFirst ? '(?!-).+?' : '.*?')})`;
  });
  return new RegExp(`^${source.join('')}$`);
}

function shapeOf(name: string): string | undefined {
  const shapes = Object.entries(SHAPES).find(([kind]) => name.startsWith(kind));
  return shapes?.[1];
}

/** What the names of a pattern stand for in a command. */
export type Bindings = ReadonlyMap<string, string>;

/** Longer commands are not looked at beyond this many words. */
const MAX_COMMAND_WORDS = 60;
/** So many ways to read a command are looked at, and so many steps are taken to find them. */
const MAX_MATCHES = 40;
const MAX_EFFORT = 5_000;

/** Every way in which a command fits a pattern. Options that the pattern does not name may stand anywhere. */
export function matchPattern({ words: pattern }: Pattern, command: readonly string[]): readonly Bindings[] {
  const search: Search = { pattern, words: command.slice(0, MAX_COMMAND_WORDS), matches: [], effort: MAX_EFFORT };
  follow(search, 0, 0, new Map());
  return search.matches;
}

interface Search {
  readonly pattern: readonly PatternWord[];
  readonly words: readonly string[];
  readonly matches: Bindings[];
  /** Runs out where a command fits in too many ways. */
  effort: number;
}

/** Goes on at a word of the pattern and one of the command. */
function follow(search: Search, at: number, word: number, bindings: Bindings): void {
  search.effort -= 1;
  if (search.effort < 0 || search.matches.length >= MAX_MATCHES) return;
  const part = search.pattern[at];
  const text = search.words[word];
  if (part?.kind === 'any') {
    follow(search, at + 1, word, bindings);
    if (text !== undefined) follow(search, at, word + 1, bindings);
    return;
  }
  const found = text === undefined ? null : firstFit(part?.forms ?? [], text);
  if (part === undefined && text === undefined) search.matches.push(bindings);
  else if (found !== null) follow(search, at + 1, word + 1, bound(bindings, found));
  else if (part?.isOptional === true) follow(search, at + 1, word, bindings);
  else if (text !== undefined && isOption(text)) follow(search, at, word + 1, bindings);
}

/** What the names of the first form that fits stand for; `null`: none fits. */
function firstFit(forms: readonly Form[], text: string): Groups | null {
  for (const form of forms) {
    if (typeof form === 'string') {
      if (form === text) return {};
      continue;
    }
    const found = form.exec(text);
    if (found !== null) return found.groups ?? {};
  }
  return null;
}

type Groups = Readonly<Record<string, string>>;

function bound(bindings: Bindings, groups: Groups): Bindings {
  const entries = Object.entries(groups);
  return entries.length === 0 ? bindings : new Map([...bindings, ...entries]);
}

function isOption(word: string): boolean {
  return word.startsWith('-') && word.length > 1;
}

/** A command to write. */
interface FilledPattern {
  readonly line: string;
  /** What stands in it in capitals, for nobody knows it: `BEFORE`. */
  readonly unknown: readonly string[];
}

/**
 * A pattern as a command to write: with what is known filled in, and without what may be anything. `written` puts words into
 * quotes that need them.
 */
export function fillPattern({ text }: Pattern, bindings: Bindings, written: (word: string) => string): FilledPattern {
  const unknown = new Set<string>();
  const fill = (_: string, name: string) => {
    const known = bindings.get(name);
    if (known === undefined) unknown.add(name.toUpperCase());
    return known ?? name.toUpperCase();
  };
  const words = text.split(/\s+/).filter((word) => word !== '...' && !word.startsWith('['));
  const filled = words.map((word) => {
    const [form = word] = word.split('|');
    return form.includes('{') ? written(form.replaceAll(/\{(\w+)\}/g, fill)) : form;
  });
  return { line: filled.join(' '), unknown: [...unknown] };
}
