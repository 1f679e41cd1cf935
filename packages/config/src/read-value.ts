import { nearestWord } from '@conductor/types';
import type { DiagnosticCode } from './diagnostics/diagnostic-codes.ts';
import type { Findings } from './diagnostics/findings.ts';
import { quote } from './diagnostics/quote.ts';
import type { PlainValue } from './read-entry.ts';
import type { Reader } from './values/reading.ts';

/** Reads a value; `undefined` after a finding says what it could have been. */
export function readValue<T>(
  { spelling, text, place }: PlainValue,
  reader: Reader<T>,
  findings: Findings,
  code: DiagnosticCode = 'bad-value',
): T | undefined {
  const reading = reader(text);
  if (reading.kind === 'read') return reading.value;
  const { expected, suggestion } = reading;
  const message = text === '' ? `${spelling} has no value` : `${spelling} cannot be ${quote(text)}`;
  findings.add(code, place, { message, found: text || undefined, expected, suggestion });
  return undefined;
}

/** Says that a key is known to nobody, or to the original only. */
export function reportUnknownKey(
  { key, spelling, keyPlace }: PlainValue,
  known: readonly string[],
  unused: ReadonlyMap<string, string>,
  findings: Findings,
): void {
  const reason = unused.get(key);
  if (reason !== undefined) {
    findings.add('unused-key', keyPlace, { message: `${spelling} is accepted and has no effect: ${reason}` });
    return;
  }
  findings.add('unknown-key', keyPlace, () => ({
    message: `${quote(spelling)} is no key of this section, and is ignored`,
    found: spelling,
    expected: known.join(', '),
    suggestion: nearestWord(key, known),
  }));
}
