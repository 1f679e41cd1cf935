import { type BaseUnit, type Extraction, FOLDS, type Fold, type SourceBytes } from '@conductor/types';
import { quote } from '../diagnostics/quote.ts';
import type { Unit } from '../values/unit.ts';
import { type Clauses, readClauses } from './clauses.ts';
import { type Complaint, complaint } from './complaint.ts';
import { type ReadExtraction, readExtraction } from './extraction.ts';
import { readUnit } from './metric-unit.ts';
import { WordCursor } from './word-cursor.ts';
import { splitWords, type Word } from './words.ts';

/** A line of `[Metrics]`, taken apart; which steps its words mean is not known yet. */
export interface MetricLine {
  readonly kind: 'read';
  readonly source: Word;
  readonly since: Word | null;
  readonly bytes: SourceBytes;
  readonly extraction: Extraction;
  readonly fold: Fold | null;
  readonly unit: BaseUnit;
  readonly scale: number;
  readonly of: number | null;
}

/**
 * `STEP [out|err|file PATTERN] FORMAT [first|last|mean|min|max|sum] [UNIT] [since STEP] [of QUANTITY]`, the last two in any order.
 */
export function readMetricLine(text: string): MetricLine | Complaint {
  const split = splitWords(text);
  if (split.kind === 'open') return unclosed(split.word, split.end);
  const words = new WordCursor(split.words, text.length);
  const source = words.take();
  if (source === undefined) return complaint(0, { message: 'it does not say which step', expected: EXPECTED });
  const bytes = readBytes(words);
  if (bytes.kind === 'complaint') return bytes;
  const extraction = readExtraction(words);
  if (extraction.kind === 'complaint') return extraction;
  const fold = words.takeOne(FOLDS) ?? null;
  const unit = readUnit(words, extraction);
  if (unit.kind === 'complaint') return unit;
  const clauses = readClauses(words, unit.unit);
  if (clauses.kind === 'complaint') return clauses;
  const end = words.next;
  if (end !== undefined) return unread(end);
  return assemble({ source, bytes, extraction, fold, unit: unit.unit, clauses });
}

const EXPECTED =
  'a step, a format and, where the format does not say it, a unit, such as step3 iperf3 received, or step2 json rate Mbit/s';

interface Parts {
  readonly source: Word;
  /** `null`: nothing was said. */
  readonly bytes: SaidBytes;
  readonly extraction: ReadExtraction;
  readonly fold: Fold | null;
  readonly unit: Unit | null;
  readonly clauses: Clauses;
}

/** What a line says of the bytes. */
type SaidBytes = SourceBytes | { readonly kind: 'unsaid' };

function assemble({ source, bytes, extraction: { extraction }, fold, unit, clauses }: Parts): MetricLine | Complaint {
  if (extraction.kind === 'duration' && (bytes.kind !== 'unsaid' || fold !== null)) {
    const message =
      'a duration is of the step, and not in its output: neither out, err, file nor a way to make one of several';
    return complaint(source.offset, { message, found: source.text, expected: 'step3 duration' });
  }
  return {
    kind: 'read',
    source,
    since: clauses.since,
    bytes: bytes.kind === 'unsaid' ? usualBytes(extraction) : bytes,
    extraction,
    fold,
    unit: unit?.base ?? '',
    // A field of a format that is known is given in its base unit, whatever the output has.
    scale: extraction.kind === 'field' || extraction.kind === 'duration' ? 1 : (unit?.factor ?? 1),
    of: clauses.of,
  };
}

/** pkt-gen reports on its error output, unless somebody has joined the two. */
function usualBytes(extraction: Extraction): SourceBytes {
  if (extraction.kind === 'duration') return { kind: 'step' };
  const isPktGen = extraction.kind === 'field' && extraction.format === 'pkt-gen';
  return { kind: 'output', channels: isPktGen ? ['err', 'out'] : ['out'] };
}

function readBytes(words: WordCursor): SaidBytes | Complaint {
  const channel = words.takeOne(['out', 'err', 'file']);
  if (channel === undefined) return { kind: 'unsaid' };
  if (channel !== 'file') return { kind: 'output', channels: [channel] };
  const pattern = words.take();
  if (pattern !== undefined && pattern.text !== '') return { kind: 'file', pattern: pattern.text };
  const expected = 'the path of a fetched file on the player, its name, or a pattern, such as *.json';
  return complaint(words.offset, { message: 'it does not say which file', expected });
}

function unclosed(word: Word, end: string): Complaint {
  const message = `${quote(word.text)} has no ${end} at its end`;
  return complaint(word.offset, { message, found: word.text, expected: `a closing ${end}, and a blank behind it` });
}

function unread({ text, offset }: Word): Complaint {
  return complaint(offset, {
    message: `nothing is known to do with ${quote(text)} here`,
    found: text,
    expected: `${FOLDS.join(', ')}; a unit; since STEP; of QUANTITY`,
  });
}
