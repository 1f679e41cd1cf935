import { isCommandStep, quoteForShell, type Step, unmarked } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { shorten } from '../diagnostics/quote.ts';
import type { Entry } from '../dialect/document.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';

/** Warns of `pkill -f words`: those words are in the command line of the shell that runs it, too. */
export function warnOfSelfKill(step: Step, entry: Entry, findings: Findings): void {
  const command = isCommandStep(step) ? step.command : '';
  const pattern = selfKillIn(command);
  if (pattern === undefined) return;
  findings.add('kills-itself', placeOfValue(entry.value), {
    message: `${entry.spelling} looks for ${shorten(pattern.text)} in whole command lines, and finds the shell that runs it`,
    found: `pkill -f ${pattern.text}`,
    suggestion: bracketed(command, pattern) ?? 'brackets around one letter of the pattern, as in [i]perf3',
  });
}

/** A piece of a command. */
interface Token {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What a `pkill` looks for, and where its own words begin and end. */
interface Pattern extends Token {
  readonly first: number;
  readonly last: number;
}

/** The same call with a bracket around the first character, which changes nothing of what it finds; `undefined` where it might. */
function bracketed(command: string, { text, from, to, first, last }: Pattern): string | undefined {
  const bare = text.replaceAll(/^['"]|['"]$/g, '');
  const isWord = /^(?:$|[\s;|&<>])/.test(command.slice(to)) && /\s$/.test(command.slice(0, from));
  if (!isWord || REDIRECT.test(text) || !isText(bare)) return undefined;
  const brackets = `[${bare.slice(0, 1)}]${bare.slice(1)}`;
  const word = quoteForShell(brackets);
  const call = `${command.slice(first, from)}${word}${command.slice(to, last)}`;
  const others = `${command.slice(0, from)}${word}${command.slice(to)}`;
  return new RegExp(brackets).test(others) ? `in a step of its own: ${call}` : call;
}

/** Whether a pattern is found as it stands, but for dots, and quotes change nothing for the shell. */
function isText(pattern: string): boolean {
  return /^[\w/](?!\.)[^$`\\*+?{}|()^[\]]*$/.test(pattern) && shorten(pattern) === unmarked(pattern);
}

/** Quoted texts, what separates commands, and words. */
const TOKENS = /'[^']*'|"[^"]*"|[;|&\n]+|[^\s;|&'"]+/g;

/** The pattern of the first `pkill -f` that finds its own shell. */
function selfKillIn(command: string): Pattern | undefined {
  if (!command.includes('pkill')) return undefined;
  let words: Token[] = [];
  for (const { 0: text, index: from } of `${command}\n`.matchAll(TOKENS)) {
    if (!/^[;|&\n]/.test(text)) {
      words.push({ text, from, to: from + text.length });
      continue;
    }
    const pattern = patternOf(words);
    if (pattern !== undefined) return pattern;
    words = [];
  }
  return undefined;
}

/** Options of pkill that take the next word as their value. */
const WITH_VALUE = /^-[a-z]*[GgPstuUFj]$/;

/** What a `pkill -f` among the words of one command looks for. A bracket keeps a pattern from matching itself. */
function patternOf(words: readonly Token[]): Pattern | undefined {
  const start = words.findIndex(({ text }) => text === 'pkill' || text.endsWith('/pkill'));
  const program = words[start];
  if (program === undefined) return undefined;
  const flags = new Set<string>();
  for (let at = start + 1; at < words.length; at += 1) {
    const word = words[at] ?? program;
    if (!word.text.startsWith('-')) {
      const findsItself = flags.has('f') && !flags.has('x') && !word.text.includes('[');
      return findsItself ? { ...word, first: program.from, last: endOf(word, words.slice(at + 1)) } : undefined;
    }
    for (const flag of flagsIn(word.text)) flags.add(flag);
    if (WITH_VALUE.test(word.text)) at += 1;
  }
  return undefined;
}

/** Where a call ends whose last words are these, before anything is redirected. */
function endOf(pattern: Token, after: readonly Token[]): number {
  const redirect = after.findIndex(({ text }) => REDIRECT.test(text));
  const own = redirect === -1 ? after : after.slice(0, redirect);
  return own.at(-1)?.to ?? pattern.to;
}

const REDIRECT = /^[^'"]*[<>]/;

function flagsIn(word: string): Iterable<string> {
  if (word === '--full') return 'f';
  if (word === '--exact') return 'x';
  return /^-[0-9a-z]+$/.test(word) ? word.slice(1) : '';
}
