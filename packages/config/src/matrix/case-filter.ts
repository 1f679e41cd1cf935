import { type CaseValue, nearestWord } from '@conductor/types';
import { quote } from '../diagnostics/quote.ts';
import { type Reading, read, refused } from '../values/reading.ts';

/** The parameters of a test, each with the values that it takes. */
export type KnownValues = ReadonlyMap<string, ReadonlySet<string>>;

/** `size=64,cipher=gcm`: some of the values of a case. Names are found in any case, values as they are written. */
export function readCaseFilter(text: string, known: KnownValues): Reading<readonly CaseValue[]> {
  const values: CaseValue[] = [];
  for (const part of splitPairs(text)) {
    const at = part.indexOf('=');
    const [word, value] = [part.slice(0, at).trim(), unquoted(part.slice(at + 1).trim())];
    if (at === -1) return refused(`NAME=VALUE, such as ${exampleOf(known)}`);
    const name = [...known.keys()].find((one) => one.toLowerCase() === word.toLowerCase());
    if (name === undefined)
      return refused(`one of the parameters ${[...known.keys()].join(', ')}`, nearestWord(word, [...known.keys()]));
    const all = known.get(name) ?? new Set();
    if (!all.has(value)) return refused(`one of the values of ${name}: ${listed(all)}`, nearestWord(value, [...all]));
    values.push({ name, value });
  }
  return read(values);
}

/** Whether a case has all these values. */
export function hasValues(values: readonly CaseValue[], wanted: readonly CaseValue[]): boolean {
  return wanted.every((one) => values.some(({ name, value }) => name === one.name && value === one.value));
}

/** What each parameter is in any of the cases. */
export function knownValues(cases: readonly { readonly values: readonly CaseValue[] }[]): KnownValues {
  const known = new Map<string, Set<string>>();
  for (const { name, value } of cases.flatMap(({ values }) => values)) {
    const all = known.get(name) ?? new Set();
    known.set(name, all.add(value));
  }
  return known;
}

const SHOWN = 20;

function listed(values: ReadonlySet<string>): string {
  const shown = [...values].slice(0, SHOWN).map(quote).join(', ');
  return values.size > SHOWN ? `${shown} and ${values.size - SHOWN} more` : shown;
}

function exampleOf(known: KnownValues): string {
  const [[name, values] = ['size', new Set(['64'])]] = known;
  return `${name}=${[...values][0] ?? ''}`;
}

/** A comma divides where a name and `=` follow: values may have commas of their own. */
function splitPairs(text: string): string[] {
  return text.split(/,(?=\s*[\w-]+\s*=)/);
}

function unquoted(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
}
