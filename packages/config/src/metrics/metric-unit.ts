import { FOLDS, nearestWord } from '@conductor/types';
import { quote } from '../diagnostics/quote.ts';
import { type Unit, unit } from '../values/unit.ts';
import { type Complaint, complaint } from './complaint.ts';
import type { ReadExtraction } from './extraction.ts';
import type { WordCursor } from './word-cursor.ts';

/** What a number is in; `null`: it is a plain one. */
export interface MetricUnit {
  readonly kind: 'unit';
  readonly unit: Unit | null;
}

const CLAUSES: readonly string[] = ['since', 'of'];

/**
 * Reads the unit of a metric: what the number in the results is in. Where the format says it, it need not be written, and cannot
 * be another one: to read 9.4e9 bit/s as so many Gbit/s is the mistake that nobody sees.
 */
export function readUnit(words: WordCursor, { extraction, unit: known, name }: ReadExtraction): MetricUnit | Complaint {
  const word = words.next;
  if (word === undefined || CLAUSES.includes(word.text.toLowerCase())) return { kind: 'unit', unit: known };
  const reading = unit(word.text);
  if (reading.kind === 'refused') {
    const suggestion = reading.suggestion ?? nearestWord(word.text, [...FOLDS, ...CLAUSES]);
    const message = `${quote(word.text)} is no unit`;
    return complaint(word.offset, { message, found: word.text, expected: reading.expected, suggestion });
  }
  words.take();
  if (known === null) return { kind: 'unit', unit: reading.value };
  // The value of a field is known with its unit, whatever the output has: then only the kind must be right.
  const isRight = extraction.kind === 'json' ? reading.value.factor === known.factor : true;
  if (reading.value.base === known.base && isRight) return { kind: 'unit', unit: known };
  const message = `${name} is in ${known.name}, and not in ${quote(word.text)}`;
  const expected = `${known.name}, or nothing: values are shown with the prefix that fits`;
  return complaint(word.offset, { message, found: word.text, expected, suggestion: known.name });
}
