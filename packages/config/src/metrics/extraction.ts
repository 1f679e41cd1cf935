import { type Extraction, METRIC_FORMATS, type MetricFormat, nearestWord } from '@conductor/types';
import { quote } from '../diagnostics/quote.ts';
import type { Reading } from '../values/reading.ts';
import { type Unit, unit } from '../values/unit.ts';
import { type Complaint, complaint } from './complaint.ts';
import { iperf3Path } from './iperf3-path.ts';
import { jsonPath } from './json-path.ts';
import { regex } from './regex.ts';
import type { WordCursor } from './word-cursor.ts';

/** How a number is found, and what it is in where the format itself says so. */
export interface ReadExtraction {
  readonly kind: 'read';
  readonly extraction: Extraction;
  /** `null`: the file says it, or it is a plain number. */
  readonly unit: Unit | null;
  /** What says so: `ping avg`. */
  readonly name: string;
}

const OTHERS = ['json', 'regex', 'netstat', 'nstat', 'duration'] as const;
const FORMATS = [...Object.keys(METRIC_FORMATS), ...OTHERS];
const EXPECTED = FORMATS.join(', ');

/** Reads the name of a format and the word by which it knows the number. */
export function readExtraction(words: WordCursor): ReadExtraction | Complaint {
  const word = words.take();
  if (word === undefined)
    return complaint(words.offset, { message: 'it does not say how to find the number', expected: EXPECTED });
  const { text, offset } = word;
  const format = text.toLowerCase();
  if (format === 'duration') return found({ kind: 'duration' }, knownUnit('s'), 'duration');
  if (format === 'netstat' || format === 'nstat') return readCounter(format, words);
  if (format === 'json')
    return readArgument(words, jsonPath, 'json', (path) => found({ kind: 'json', path }, null, 'json'));
  if (format === 'regex') return readArgument(words, regex, 'regex', (extraction) => found(extraction, null, 'regex'));
  if (isFormat(format)) return readField(format, words);
  const message = `${quote(text)} is no format that is known`;
  return complaint(offset, { message, found: text, expected: EXPECTED, suggestion: nearestWord(text, FORMATS) });
}

function isFormat(word: string): word is MetricFormat {
  return Object.hasOwn(METRIC_FORMATS, word);
}

function found(extraction: Extraction, known: Unit | null, name: string): ReadExtraction {
  return { kind: 'read', extraction, unit: known, name };
}

/** A unit that is in a table of ours. */
export function knownUnit(name: string): Unit | null {
  const reading = unit(name);
  return reading.kind === 'read' ? reading.value : null;
}

function readArgument<T>(
  words: WordCursor,
  reader: (text: string) => Reading<T>,
  format: string,
  make: (value: T) => ReadExtraction,
): ReadExtraction | Complaint {
  const word = words.take();
  const reading = reader(word?.text ?? '');
  if (reading.kind === 'read') return make(reading.value);
  const message =
    word === undefined ? `${format} does not say what to look for` : `${format} cannot look for ${quote(word.text)}`;
  return complaint(word?.offset ?? words.offset, { message, found: word?.text, expected: reading.expected });
}

const COUNTER = {
  netstat: 'the words of a line of netstat -s, such as "segments retransmitted"',
  nstat: 'the name of a counter, such as TcpRetransSegs',
};

function readCounter(format: 'netstat' | 'nstat', words: WordCursor): ReadExtraction | Complaint {
  const word = words.take();
  if (word === undefined || word.text === '') {
    return complaint(words.offset, { message: `${format} does not say which counter`, expected: COUNTER[format] });
  }
  return found({ kind: 'counter', format, counter: word.text }, null, format);
}

function readField(format: MetricFormat, words: WordCursor): ReadExtraction | Complaint {
  const word = words.take();
  const fields: Readonly<Record<string, string>> = METRIC_FORMATS[format];
  const known = Object.keys(fields);
  const expected = `${known.join(', ')}${format === 'iperf3' ? ', or a path such as end.sum_received.bits_per_second' : ''}`;
  if (word === undefined) return complaint(words.offset, { message: `${format} does not say which number`, expected });
  const { text, offset } = word;
  const field = text.toLowerCase();
  const base = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (base !== undefined) return found({ kind: 'field', format, field }, knownUnit(base), `${format} ${field}`);
  if (format === 'iperf3' && /[.[]/.test(text)) return readPath(text, offset);
  const message = `${format} has no number that is called ${quote(text)}`;
  return complaint(offset, { message, found: text, expected, suggestion: nearestWord(text, known) });
}

function readPath(text: string, offset: number): ReadExtraction | Complaint {
  const reading = iperf3Path(text);
  if (reading.kind === 'read') return found(reading.value.extraction, reading.value.unit, `iperf3 ${text}`);
  return complaint(offset, {
    message: `iperf3 cannot look for ${quote(text)}`,
    found: text,
    expected: reading.expected,
  });
}
