import { type Found, type LineReader, numbersOr } from '../found.ts';
import { parseNumber } from '../number-text.ts';
import { Numbers } from '../numbers.ts';

/** Lines that are told when several have the counter. */
const TOLD = 4;

/** Reads a counter of `nstat`: its name, its value, and a rate that is left out. */
export function nstatReader(counter: string): LineReader {
  const numbers = new Numbers();
  return {
    take: (line) => {
      const [name = '', value = ''] = line.trim().split(/\s+/);
      const number = name.toLowerCase() === counter.toLowerCase() ? parseNumber(value) : null;
      if (number !== null) numbers.add(number);
    },
    found: () =>
      numbersOr(
        numbers,
        `no line of nstat with ${counter} (nstat leaves out counters that did not change; -a and -z show all)`,
      ),
  };
}

/**
 * Reads a counter of `netstat -s`, of Linux or FreeBSD: the first number of the line that has the words of `counter`. What stands in
 * parentheses, other numbers, plurals and case do not count. Words with a `:` behind them name the parts of the output that it is in:
 * `tcp: segments retransmitted`.
 */
export function netstatReader(counter: string): LineReader {
  const wanted = counter
    .split(':')
    .map(wordsOf)
    .filter((part) => part !== '');
  const [name = ''] = wanted.splice(-1);
  // What a plural changes is at the end of a word.
  const stem = (name.split(' ')[0] ?? '').slice(0, -1);
  const numbers = new Numbers();
  const places = new Set<string>();
  const headings: { readonly indent: number; readonly text: string }[] = [];
  return {
    take: (line) => {
      const indent = line.search(/\S/);
      if (indent === -1) return;
      while ((headings.at(-1)?.indent ?? -1) >= indent) headings.pop();
      const heading = /^\s*([^\d:][^:]*):\s*$/.exec(line)?.[1];
      if (heading !== undefined) headings.push({ indent, text: heading });
      const [number] = /(?<![\w.])\d+(?![\w.])/.exec(line) ?? [];
      if (number === undefined || !line.toLowerCase().includes(stem) || wordsOf(line) !== name) return;
      const path = headings.map(({ text }) => text);
      if (!isWithin(path.map(wordsOf), wanted)) return;
      if (places.size < TOLD) places.add([...path, ''].join(': ').trim());
      numbers.add(Number(number));
    },
    found: () => foundCounter(counter, numbers, places),
  };
}

/** Which of two counters of one name is meant, no fold can say: they are no two measurements of one thing. */
function foundCounter(counter: string, numbers: Numbers, places: ReadonlySet<string>): Found {
  if (places.size < 2) return numbersOr(numbers, `no line of netstat -s with the words "${counter}"`);
  return {
    kind: 'nothing',
    reason: `"${counter}" is in several parts of it; write which, as in "${[...places][0]} …" (${[...places].join(' ')})`,
  };
}

/** The wanted headings are among these, in this order. */
function isWithin(path: readonly string[], wanted: readonly string[]): boolean {
  let at = 0;
  for (const heading of path) if (heading === wanted[at]) at += 1;
  return at === wanted.length;
}

/** The words of a line without numbers and what is in parentheses, each in its singular. */
function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\([^()]*\)/g, ' ')
    .split(/[\s:]+/)
    .filter((word) => word !== '' && !/^[0-9.%]+$/.test(word))
    .map(singular)
    .join(' ');
}

function singular(word: string): string {
  return word.replace(/(?:(ies)|(?<=ss|sh|ch|x)es|(?<![s'])s)$/, (_, ies) => (ies === undefined ? '' : 'y'));
}
