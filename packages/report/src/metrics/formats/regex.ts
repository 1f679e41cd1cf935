import type { Extraction } from '@conductor/types';
import { type LineReader, numbersOr } from '../found.ts';
import { parseNumber } from '../number-text.ts';
import { Numbers } from '../numbers.ts';

/** Finds a pattern in each line, as often as it is there. What it finds must be a number: nothing is left out silently. */
export function regexReader({ pattern, ignoresCase }: Extract<Extraction, { kind: 'regex' }>): LineReader {
  const numbers = new Numbers();
  const expression = new RegExp(pattern, ignoresCase ? 'gi' : 'g');
  let wrong: string | undefined;
  return {
    take: (line) => {
      for (const [whole, group] of line.matchAll(expression)) {
        const value = parseNumber(group ?? whole);
        if (value === null) wrong ??= (group ?? whole).slice(0, 40);
        else numbers.add(value);
      }
    },
    found: () =>
      wrong === undefined
        ? numbersOr(numbers, `no line in which /${pattern}/ finds anything`)
        : { kind: 'nothing', reason: `/${pattern}/ finds "${wrong}", which is no number` },
  };
}
