import { nearestWord } from '@conductor/types';
import { LIMITS } from '../limits.ts';
import { duration } from '../values/numbers.ts';

/** What the key of a step says about its kind. */
export type StepKey =
  | { readonly kind: 'step' }
  | { readonly kind: 'spawn' }
  | FetchKey
  | { readonly kind: 'reboot' }
  | { readonly kind: 'put'; readonly keep: boolean }
  | { readonly kind: 'timeout'; readonly seconds: string }
  | WaitingKey
  /** A kind whose value is no command, with words behind its number that it does not know: no shell may get its value. */
  | { readonly kind: 'stray-words'; readonly expected: string; readonly suggestion: string }
  /** `timeout` without a plain number of seconds: runs as a plain step. */
  | { readonly kind: 'unclear-timeout'; readonly suggestion: string }
  /** Runs as a plain step. */
  | { readonly kind: 'unknown'; readonly suggestion: string | undefined };

/** The key of a step that fetches. `words`: what stands behind its number. */
export interface FetchKey {
  readonly kind: 'fetch';
  readonly words: string;
}

/** The key of a step that waits. `limit`: the seconds of `timeoutN` behind it; `strayWords`: what else stands there. */
export interface WaitingKey {
  readonly kind: 'ready' | 'sync';
  readonly limit: string | null;
  readonly strayWords: string;
}

/** The words that begin a key, each with what it makes of the number after it. A new kind of step begins here. */
const KINDS: ReadonlyMap<string, (number: string) => StepKey> = new Map<string, (number: string) => StepKey>([
  ['step', () => ({ kind: 'step' })],
  ['spawn', () => ({ kind: 'spawn' })],
  ['timeout', (seconds) => (seconds === '' ? unclearTimeout(seconds) : { kind: 'timeout', seconds })],
  ['fetch', () => ({ kind: 'fetch', words: '' })],
  ['ready', () => ({ kind: 'ready', limit: null, strayWords: '' })],
  ['sync', () => ({ kind: 'sync', limit: null, strayWords: '' })],
  ['put', () => ({ kind: 'put', keep: false })],
  ['reboot', () => ({ kind: 'reboot' })],
]);

/**
 * Reads the lower-cased key of a step: `step1`, `spawn2`, `timeout30`, `fetch1`. As in the original, whatever begins
 * with `spawn` is one, and any other key makes a plain step.
 */
export function readStepKey(key: string): StepKey {
  const [, word = '', number = '', rest = ''] = /^([^\d\s]*)\s*(\d*)(.*)$/s.exec(key) ?? [];
  const known = KINDS.get(word);
  if (rest === '' && known !== undefined) return known(number);
  const worded = keyWithWords(word, rest);
  if (worded !== null) return worded;
  const stray = strayWords(word, number, rest);
  if (stray !== null) return stray;
  // `step3 retry2 as` was meant to say something.
  if (word === 'step' && /^\s/.test(rest)) return { kind: 'unknown', suggestion: `step${number}` };
  if (key.startsWith('step')) return { kind: 'step' };
  if (key.startsWith('spawn')) return { kind: 'spawn' };
  if (key.startsWith('timeout')) return unclearTimeout(number + rest);
  const near = nearestWord(word, KINDS.keys());
  return { kind: 'unknown', suggestion: near && `${near}${number}` };
}

/** What to do where a command is meant by a key whose value is none: `write step1: if a command is meant`. */
export function commandAdvice(key: string): string {
  return `write step${/^[^\d\s]*\s*(\d*)/.exec(key)?.[1] ?? ''}: if a command is meant`;
}

/** What stands behind the key of a step that waits. */
function waitingKey(kind: WaitingKey['kind'], words: string): StepKey {
  const [, limit] = /^timeout\s?(\d+)$/.exec(words) ?? [];
  return { kind, limit: limit ?? null, strayWords: limit === undefined ? words : '' };
}

/** A kind that has words of its own behind its number; `null` for any other. */
function keyWithWords(word: string, rest: string): StepKey | null {
  if ((word === 'ready' || word === 'sync') && /^\s/.test(rest)) return waitingKey(word, rest.trim());
  if (word === 'fetch' && /^\s/.test(rest)) return { kind: 'fetch', words: rest.trim() };
  return word === 'put' && /^\s+keep$/.test(rest) ? { kind: 'put', keep: true } : null;
}

/** `put1 kep: a -> /tmp/b` as a command would empty `/tmp/b`. */
function strayWords(word: string, number: string, rest: string): StepKey | null {
  if (number === '' || !/^\s/.test(rest)) return null;
  if (word === 'reboot') return { kind: 'stray-words', expected: 'rebootN', suggestion: `reboot${number}` };
  if (word !== 'put') return null;
  const isKeep = nearestWord(rest.trim(), ['keep']) !== undefined || rest.includes('keep');
  return { kind: 'stray-words', expected: 'putN, or putN keep', suggestion: `put${number}${isKeep ? ' keep' : ''}` };
}

const LIMIT = duration({ least: 1, most: LIMITS.durationMs });

/** `timeout5m` was meant to be `timeout300`. */
function unclearTimeout(text: string): StepKey {
  const limit = LIMIT(text);
  return {
    kind: 'unclear-timeout',
    suggestion: limit.kind === 'read' ? `timeout${Math.ceil(limit.value / 1000)}` : 'timeout30',
  };
}
