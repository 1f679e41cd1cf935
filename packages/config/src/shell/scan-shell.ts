import type { Redirect, ScannedShell, Separator, ShellCommand } from './shell-command.ts';
import { pieceEnd } from './word-end.ts';

/**
 * Takes a text for the shell apart: words, quotes, `;`, `&&`, `||`, pipes, `&`, redirections, loops and conditions. At a
 * here-document, a `case`, a function or arithmetic it stops and says so: it reads nothing that it might read wrongly.
 */
export function scanShell(text: string): ScannedShell {
  const scanner = new Scanner(text);
  const isWhole = scanner.read();
  return { commands: scanner.commands, isWhole };
}

/** Blanks, a backslash before a line's end, and comments. */
const GAP = /(?:[ \t\r]|\\\n)+|#[^\n]*/y;
const SEPARATOR = /\|&|&&|\|\||;|\||&(?!>)|\n|[()]/y;
const REDIRECT = /(?:\d+|&)?(>>|>&|>\||<>|<&|>|<)[ \t]*/y;
/** One line goes on in the next. */
const CONTINUATION = '\\\n';
const WORD_END = /[ \t\r\n;&|()<>]/;
/** What stands before a command without being one. */
const BEFORE_COMMAND = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', '{', 'time']);
const BEGINS_LOOP = new Set(['while', 'until', 'do']);
const UNREADABLE = new Set(['case', 'select', 'function', '[[']);
const ASSIGNMENT = /^([A-Za-z_]\w*)\+?=/;

class Scanner {
  readonly commands: ShellCommand[] = [];
  readonly #text: string;
  #at = 0;
  #line = 0;
  #before: Separator | null = null;
  #loops = 0;
  /** Where the groups begin that are open, `(`, `{` and `do`, and where the one began that has just ended. */
  readonly #open: number[] = [];
  #ended: number | undefined;
  #words: string[] = [];
  #redirects: Redirect[] = [];
  #asWritten = new Map<string, string>();
  #startLine = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether all of it could be read. */
  read(): boolean {
    while (this.#at < this.#text.length) {
      if (this.#skip(GAP)) continue;
      const separator = this.#match(SEPARATOR);
      const isRead = separator === undefined ? this.#readRedirect() : this.#readSeparator(separator);
      if (!isRead) return false;
    }
    return this.#close(null);
  }

  #readSeparator(separator: string): boolean {
    // A function, or arithmetic.
    if (separator === '(' && (this.#words.length > 0 || this.#text[this.#at] === '(')) return false;
    if (!this.#close(separatorOf(separator))) return false;
    if (separator === '(') this.#open.push(this.commands.length);
    if (separator === ')') this.#ended = this.#open.pop();
    if (separator === '\n') this.#line += 1;
    return true;
  }

  /** A redirection, or a word. */
  #readRedirect(): boolean {
    const redirect = this.#match(REDIRECT);
    if (redirect === undefined) return this.#readWord((word) => this.#words.push(word));
    const operator = redirect.trim().replace(/^(?:\d+|&)/, '');
    if (operator === '<' && this.#text[this.#at] === '<') return false;
    if (this.#at >= this.#text.length || WORD_END.test(this.#text[this.#at] ?? '')) return false;
    return this.#readWord((target) => this.#redirects.push({ operator, target }));
  }

  #readWord(put: (word: string) => unknown): boolean {
    if (this.#words.length === 0 && this.#redirects.length === 0) this.#startLine = this.#line;
    let word = '';
    let written = '';
    while (this.#at < this.#text.length && !WORD_END.test(this.#text[this.#at] ?? '')) {
      const end = pieceEnd(this.#text, this.#at);
      if (end === -1) return false;
      const piece = this.#text.slice(this.#at, end);
      this.#line += piece.split('\n').length - 1;
      word += bare(piece);
      if (piece !== CONTINUATION) written += piece;
      this.#at = end;
    }
    if (word !== written) this.#asWritten.set(word, written);
    put(word);
    return true;
  }

  /** Ends the command that was being read; `false` when only a shell can tell what it is. */
  #close(after: Separator | null): boolean {
    const words = this.#words;
    const isRepeated = this.#leave(words) || this.#loops > 0;
    const [first = ''] = words;
    if (UNREADABLE.has(first)) return false;
    if (first === 'done') this.#loops = Math.max(0, this.#loops - 1);
    if (first === 'done' || first === '}') this.#ended = this.#open.pop();
    else if (first !== 'for' && first !== 'fi') this.#push(words, after, isRepeated);
    if (after === '&') this.#sendBehind();
    if (words.length > 0) this.#before = after;
    this.#words = [];
    this.#redirects = [];
    this.#asWritten = new Map();
    return true;
  }

  /** Takes off the words that stand before a command; whether one of them begins a loop. */
  #leave(words: string[]): boolean {
    let beginsLoop = false;
    while (BEFORE_COMMAND.has(words[0] ?? '')) {
      const word = words.shift() ?? '';
      if (word === 'do') this.#loops += 1;
      if (word === 'do' || word === '{') this.#open.push(this.commands.length);
      beginsLoop ||= BEGINS_LOOP.has(word);
    }
    return beginsLoop;
  }

  #push(all: readonly string[], after: Separator | null, isRepeated: boolean): void {
    const assigned: string[] = [];
    for (const word of all) {
      const [, name] = ASSIGNMENT.exec(word) ?? [];
      if (name === undefined) break;
      assigned.push(name);
    }
    const words = all.slice(assigned.length);
    if (all.length === 0 && this.#redirects.length === 0) return;
    this.#ended = undefined;
    this.commands.push({
      words,
      redirects: this.#redirects,
      asWritten: this.#asWritten,
      assigned,
      line: this.#startLine,
      before: this.#before,
      after,
      isRepeated,
    });
  }

  /** `( … ) &`: all of the group goes on beside what follows. */
  #sendBehind(): void {
    if (this.#ended === undefined) return;
    for (const [at, command] of this.commands.entries()) {
      if (at >= this.#ended) this.commands[at] = { ...command, after: '&' };
    }
    this.#ended = undefined;
  }

  #skip(pattern: RegExp): boolean {
    const found = this.#match(pattern);
    if (found !== undefined) this.#line += found.split('\n').length - 1;
    return found !== undefined;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

/** A piece of a word as the command gets it. */
function bare(piece: string): string {
  if (piece.startsWith('\\')) return piece === CONTINUATION ? '' : piece.slice(1);
  return /^['"]/.test(piece) ? piece.slice(1, -1) : piece;
}

function separatorOf(text: string): Separator {
  if (text === '&&' || text === '||' || text === '&') return text;
  return text.startsWith('|') ? '|' : ';';
}
