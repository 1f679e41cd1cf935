import type { CaseValue } from '@conductor/types';
import { quote } from '../diagnostics/quote.ts';
import { type Complaint, complaint } from '../metrics/complaint.ts';
import { readRange } from './read-range.ts';
import { splitRows, type Word } from './split-rows.ts';

/** What a terminal would obey, or a name on one line cannot have. */
const UNFIT = /[\p{C}\p{Zl}\p{Zp}]/u;
const LONGEST_VALUE = 200;

/** The values of a line of `[Matrix]`, row by row: of one parameter `64, 128`, of several that change together `64 1G, 1500 10G`. */
export function readParameterRows(
  names: readonly string[],
  text: string,
): readonly (readonly CaseValue[])[] | Complaint {
  const rows = splitRows(text);
  if ('kind' in rows) return rows;
  const read: CaseValue[][] = [];
  for (const row of rows) {
    const values = names.length === 1 ? singleValues(row) : zippedValues(names, row);
    if ('kind' in values) return values;
    for (const texts of values) read.push(texts.map((value, at) => ({ name: names[at] ?? '', value })));
  }
  return read.length === 0 ? complaint(0, { message: 'it has no values', expected: EXAMPLE }) : twiceOr(read, rows);
}

const EXAMPLE = 'values with commas between, such as 64, 128, 1500, or a range such as 1..8';

/** One value, or the many of a range. */
function singleValues(row: readonly Word[]): readonly (readonly string[])[] | Complaint {
  const [{ text: first, isQuoted, offset } = { text: '', isQuoted: true, offset: 0 }] = row;
  const text = row.map((word) => word.text).join(' ');
  const range = isQuoted && row.length === 1 ? null : readRange(text);
  if (range?.kind === 'refused')
    return complaint(offset, { message: `${quote(text)} is no range`, found: text, expected: range.expected });
  if (range?.kind === 'read') return range.value.map((value) => [value]);
  return unfit(row) ?? [[row.length === 1 ? first : text]];
}

function zippedValues(names: readonly string[], row: readonly Word[]): readonly (readonly string[])[] | Complaint {
  if (row.length === names.length) return unfit(row) ?? [row.map(({ text }) => text)];
  const [{ offset } = { offset: 0 }] = row;
  const found = row.map(({ text }) => text).join(' ');
  const message = `${quote(found)} has ${row.length} of ${names.length} values`;
  const expected = `one for each of ${names.join(', ')}, with blanks between; "…" around one that has blanks`;
  return complaint(offset, { message, found, expected });
}

function unfit(row: readonly Word[]): Complaint | null {
  const bad = row.find(({ text }) => UNFIT.test(text) || text.length > LONGEST_VALUE);
  if (bad === undefined) return null;
  const message = 'this value cannot stand in the name of a case';
  return complaint(bad.offset, {
    message,
    found: bad.text,
    expected: `at most ${LONGEST_VALUE} characters, without control characters`,
  });
}

/** Two equal rows would be one case twice; a range may hide it. */
function twiceOr(
  read: readonly (readonly CaseValue[])[],
  rows: readonly (readonly Word[])[],
): readonly (readonly CaseValue[])[] | Complaint {
  const seen = new Set<string>();
  for (const values of read) {
    const text = values.map(({ value }) => value).join(' ');
    const key = JSON.stringify(values);
    if (seen.has(key)) {
      const place = rows.findLast((row) => row.map((word) => word.text).join(' ') === text)?.[0]?.offset ?? 0;
      return complaint(place, { message: `${quote(text)} is there twice`, found: text });
    }
    seen.add(key);
  }
  return read;
}
