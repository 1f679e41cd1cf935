import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../diagnostics/diagnostic-codes.ts';
import type { Findings } from '../diagnostics/findings.ts';
import type { Entry } from '../dialect/document.ts';
import { placeInValue, placeOfValue } from '../dialect/place-in-value.ts';
import { type Surroundings, scopeOf } from '../read-section.ts';
import { Expander } from '../variables/expander.ts';
import { reportSecretPlace } from '../variables/report-secret.ts';
import { secretIn } from '../variables/secret-marks.ts';
import type { Complaint } from './complaint.ts';

/** A line of `[Metrics]` or `[Checks]`, with its variables filled in. */
export interface MeasureEntry {
  readonly entry: Entry;
  readonly text: string;
}

/** Fills in the variables of the lines of a section. A `%` is a unit here, and nothing to remark on. */
export function expandEntries(
  entries: readonly Entry[],
  around: Surroundings,
  textOf: (entry: Entry) => string,
  findings: Findings,
): MeasureEntry[] {
  const expander = new Expander(scopeOf(entries, around), findings, around.budget, 'plain');
  return entries.flatMap((entry) => {
    const text = expander.expand({ ...entry.value, text: textOf(entry) });
    const secret = text === null ? null : secretIn(text);
    if (secret !== null) reportSecretPlace(entry.spelling, secret, placeOfValue(entry.value), findings);
    return text === null || secret !== null ? [] : [{ entry, text }];
  });
}

/** Where a word of the text stands in the file; where the value begins, when variables have moved the words. */
export function placeOfWord({ entry: { value }, text }: MeasureEntry, offset: number): SourcePlace {
  return value.text.startsWith(text) ? placeInValue(value, offset) : placeOfValue(value);
}

/** Reports what is wrong with a word of a line. */
export function reportComplaint(
  code: DiagnosticCode,
  line: MeasureEntry,
  { offset, message, found, expected, suggestion }: Complaint,
  findings: Findings,
): void {
  const texts = { message: `${line.entry.spelling}: ${message}`, found, expected, suggestion };
  findings.add(code, placeOfWord(line, offset), texts);
}
