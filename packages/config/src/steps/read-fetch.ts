import type { FetchStep } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';
import { reportSecretPlace } from '../variables/report-secret.ts';
import { secretIn } from '../variables/secret-marks.ts';
import { readDash } from './dash.ts';
import { fetchPattern } from './fetch-pattern.ts';
import { readFetchWords } from './fetch-words.ts';
import { noteOwnKind } from './own-kind.ts';
import { commandAdvice, type FetchKey } from './step-key.ts';
import type { StepBase, StepLine } from './step-line.ts';

/** Makes a fetch step; `null` after a finding when the value is no path, and probably a command. */
export function readFetch(
  base: StepBase,
  { words }: FetchKey,
  { entry, text }: StepLine,
  findings: Findings,
): FetchStep | null {
  const secret = secretIn(text);
  if (secret !== null) {
    reportSecretPlace(entry.spelling, secret, placeOfValue(entry.value), findings);
    return null;
  }
  const { isThere: mayFail, rest } = readDash(text);
  const reading = fetchPattern(rest);
  if (reading.kind === 'refused') {
    findings.add('not-a-pattern', placeOfValue(entry.value), {
      message: `${entry.spelling} brings files home, and ${quote(text)} names none`,
      found: text,
      expected: reading.expected,
      suggestion: commandAdvice(entry.key),
    });
    return null;
  }
  const wanted = readFetchWords(words, { entry, mayFail }, findings);
  if (wanted === null) return null;
  noteOwnKind(entry, findings);
  // Metrics and messages name it without its words.
  const key = base.key.slice(0, base.key.length - words.length).trimEnd();
  return { kind: 'fetch', ...base, key, mayFail, pattern: reading.value, ...wanted };
}
