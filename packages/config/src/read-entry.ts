import type { SourcePlace } from './diagnostics/diagnostic.ts';
import type { Findings } from './diagnostics/findings.ts';
import type { Entry } from './dialect/document.ts';
import { placeOfValue } from './dialect/place-in-value.ts';
import { stripComment } from './dialect/strip-comment.ts';
import type { Expander } from './variables/expander.ts';
import { reportSecretPlace } from './variables/report-secret.ts';
import { secretIn } from './variables/secret-marks.ts';

/** The value of an entry that no shell reads: without its comment, with its variables filled in. */
export interface PlainValue {
  readonly key: string;
  readonly spelling: string;
  readonly text: string;
  /** Of the value. */
  readonly place: SourcePlace;
  readonly keyPlace: SourcePlace;
}

/** Reads the value of a setting, an address or a path. `null` after a finding says why it has none. */
export function readEntry(entry: Entry, expander: Expander, findings: Findings): PlainValue | null {
  const { key, spelling, value } = entry;
  const place = placeOfValue(value);
  const bare = stripComment(value.text);
  if (bare !== value.text) {
    findings.add('inline-comment', place, {
      message: `the comment after ${spelling} is left out; to the original it is part of the value`,
      found: value.text.slice(bare.length).trim(),
    });
  }
  const text = expander.expand({ ...value, text: bare });
  const secret = text === null ? null : secretIn(text);
  if (secret !== null) reportSecretPlace(spelling, secret, place, findings);
  return text === null || secret !== null ? null : { key, spelling, text, place, keyPlace: entry.place };
}
