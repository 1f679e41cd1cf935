import { isCommandStep, quoteForShell, type Step, unmarked } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { shorten } from '../diagnostics/quote.ts';
import type { Entry } from '../dialect/document.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';

/** Warns of `pkill -f words`: those words are in the command line of the shell that runs it, too. */
export function warnOfSelfKill(step: Step, entry: Entry, findings: Findings): void {
  const pattern = isCommandStep(step) ? selfKillIn(step.command) : undefined;
  if (pattern === undefined) return;
  const bare = pattern.replaceAll(/^['"]|['"]$/g, '');
  findings.add('kills-itself', placeOfValue(entry.value), {
    message: `${entry.spelling} looks for ${shorten(pattern)} in whole command lines, and finds the shell that runs it`,
    found: `pkill -f ${pattern}`,
    suggestion: isText(bare)
      ? `pkill -f ${quoteForShell(`[${bare.slice(0, 1)}]${bare.slice(1)}`)}`
      : 'brackets around one letter of the pattern, as in [i]perf3',
  });
}

/** Whether a bracket around its first character changes nothing of what it finds, and quotes change nothing for the shell. */
function isText(pattern: string): boolean {
  return /^[\w/][^$`\\]*$/.test(pattern) && shorten(pattern) === unmarked(pattern);
}

/** Quoted texts, what separates commands, and words. */
const TOKENS = /'[^']*'|"[^"]*"|[;|&\n]+|[^\s;|&'"]+/g;

/** The pattern of the first `pkill -f` that finds its own shell. */
function selfKillIn(command: string): string | undefined {
  if (!command.includes('pkill')) return undefined;
  let words: string[] = [];
  for (const [token] of `${command}\n`.matchAll(TOKENS)) {
    if (!/^[;|&\n]/.test(token)) {
      words.push(token);
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
function patternOf(words: readonly string[]): string | undefined {
  const start = words.findIndex((word) => word === 'pkill' || word.endsWith('/pkill'));
  if (start === -1) return undefined;
  const flags = new Set<string>();
  for (let at = start + 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) {
      const findsItself = flags.has('f') && !flags.has('x') && !word.includes('[');
      return findsItself ? word : undefined;
    }
    for (const flag of flagsIn(word)) flags.add(flag);
    if (WITH_VALUE.test(word)) at += 1;
  }
  return undefined;
}

function flagsIn(word: string): Iterable<string> {
  if (word === '--full') return 'f';
  if (word === '--exact') return 'x';
  return /^-[0-9a-z]+$/.test(word) ? word.slice(1) : '';
}
