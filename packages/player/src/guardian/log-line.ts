import type { ContainmentLevel } from '@conductor/types';

/** One line of a guardian's log. */
export type LogLine = LogStamp & LogWord;

/** When a line was written. */
export interface LogStamp {
  /** Counted from boot, or from 1970; only compared with other lines of the same log. */
  readonly seconds: number;
}

/** What a line tells. `index` is the place of a step in Reset. */
export type LogWord =
  | { readonly kind: 'prepared'; readonly wallMs: number; readonly containment: ContainmentLevel }
  /** A guardian has begun to act. */
  | { readonly kind: 'guardian' }
  /** It runs Reset. */
  | { readonly kind: 'claimed' }
  | { readonly kind: 'begin'; readonly index: number }
  | { readonly kind: 'spawned'; readonly index: number }
  /** `code` as a shell tells it: 128 and the number of a signal for what that ended. */
  | { readonly kind: 'end'; readonly index: number; readonly by: 'exit' | 'limit'; readonly code: number }
  /** A process that would not die. */
  | { readonly kind: 'left'; readonly pid: number; readonly file: string; readonly command: string }
  | { readonly kind: 'finished' };

/** The lines of a log. What is torn or not understood is left out; a guardian may have died while it wrote. */
export function parseLog(text: string): readonly LogLine[] {
  return text.split('\n').flatMap((line) => {
    const [seconds = '', kind = '', ...words] = line.split(' ');
    const word = /^\d+(\.\d+)?$/.test(seconds) ? parseWord(kind, words) : null;
    return word ? [{ seconds: Number(seconds), ...word }] : [];
  });
}

function parseWord(kind: string, words: readonly string[]): LogWord | null {
  const [first = '', second = '', third = ''] = words;
  switch (kind) {
    case 'guardian':
    case 'claimed':
    case 'finished':
      return { kind };
    case 'prepared':
      return { kind, wallMs: Number(first), containment: second as ContainmentLevel };
    case 'begin':
    case 'spawned':
      return isNumber(first) ? { kind, index: Number(first) } : null;
    case 'end':
      if (!isNumber(first) || !isNumber(third) || (second !== 'exit' && second !== 'limit')) return null;
      return { kind, index: Number(first), by: second, code: Number(third) };
    case 'left':
      return isNumber(first) ? { kind, pid: Number(first), file: second, command: words.slice(2).join(' ') } : null;
    default:
      return null;
  }
}

function isNumber(word: string): boolean {
  return /^\d+$/.test(word);
}
