import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Section } from '../dialect/document.ts';
import { placeInValue } from '../dialect/place-in-value.ts';
import { LIMITS } from '../limits.ts';
import type { PlainValue } from '../read-entry.ts';
import { readSection, type Surroundings } from '../read-section.ts';
import { EXCLUDE } from '../sections.ts';
import { hasValues, knownValues, readCaseFilter } from './case-filter.ts';
import type { Matrix, MatrixCase } from './matrix.ts';
import { multiply } from './multiply.ts';
import type { Exclusion, Parameter } from './parameter.ts';
import { readNames } from './read-names.ts';
import { readParameterRows } from './read-parameter.ts';
import { readRange } from './read-range.ts';
import { splitRows } from './split-rows.ts';

/**
 * Reads `[Matrix]`. After a finding it has one case without values, so that the rest can be read on.
 */
export function readMatrix(section: Section, around: Surroundings, findings: Findings): Matrix {
  const gapsBefore = findings.gaps;
  const values = readSection(section.entries, around, findings);
  const isLine = ({ key }: PlainValue) => key !== EXCLUDE;
  const lines = values.filter(isLine);
  if (lines.length === 0) {
    const expected = 'a line such as size: 64, 128, 1500';
    findings.add('bad-matrix', section.place, { message: '[Matrix] has no parameter', expected });
  }
  const read = lines.map((value) => readParameter(value, section, findings));
  const parameters = read.filter((parameter) => parameter !== null);
  reportTwice(parameters, findings);
  if (parameters.length < Math.max(1, lines.length) || findings.gaps > gapsBefore) return unreadable(section);
  const known = knownValues(parameters.flatMap(({ rows }) => rows.map((row) => ({ values: row }))));
  const exclusions = values
    .filter((value) => !isLine(value))
    .flatMap((value) => readExclusions(value, known, findings));
  if (findings.gaps > gapsBefore) return unreadable(section);
  const cases = multiply(parameters, exclusions);
  if (cases === null || isRefused(cases, section, findings)) {
    if (cases === null) reportTooMany(section, findings);
    return unreadable(section);
  }
  reportUnneeded(exclusions, parameters, findings);
  return { place: section.place, names: [...known.keys()], cases };
}

function unreadable({ place, entries }: Section): Matrix {
  const names = entries.filter(({ key }) => key !== EXCLUDE).flatMap(({ spelling }) => spelling.split(','));
  const trimmed = names.map((name) => name.trim());
  return { place, names: trimmed, cases: [{ name: '', values: trimmed.map((name) => ({ name, value: '' })) }] };
}

function readParameter(value: PlainValue, section: Section, findings: Findings): Parameter | null {
  const names = readNames(value, findings);
  if (names === null) return null;
  const rows = readParameterRows(names, value.text);
  if (!('kind' in rows)) {
    reportBlanks(names, value, findings);
    return { names, place: value.keyPlace, rows };
  }
  const entry = section.entries.find(({ place }) => place === value.keyPlace);
  const isAsWritten = entry?.value.text.startsWith(value.text) === true;
  const place = entry && isAsWritten ? placeInValue(entry.value, rows.offset) : value.place;
  const { message, found, expected, suggestion } = rows;
  findings.add('bad-matrix', place, { message: `${value.spelling}: ${message}`, found, expected, suggestion });
  return null;
}

/** Of several values one that has blanks is what it looks like; a single one may be several without their commas. */
function reportBlanks(names: readonly string[], { spelling, text, place }: PlainValue, findings: Findings): void {
  const rows = splitRows(text);
  if ('kind' in rows || names.length > 1 || rows.length > 1) return;
  const words = (rows[0] ?? []).map((word) => word.text);
  if (words.length < 2 || readRange(text) !== null) return;
  findings.add('blanks-in-value', place, {
    message: `${spelling} has one value, which has blanks: ${quote(text)}`,
    found: text,
    suggestion: `${spelling}: ${words.join(', ')}; or, for one value: ${spelling}: "${words.join(' ')}"`,
  });
}

function reportTwice(parameters: readonly Parameter[], findings: Findings): void {
  const seen = new Set<string>();
  for (const { names, place } of parameters) {
    for (const name of names.map((one) => one.toLowerCase())) {
      if (seen.has(name)) findings.add('bad-matrix', place, { message: `${quote(name)} is a parameter already` });
      seen.add(name);
    }
  }
}

/** Each line of the value is one. */
function readExclusions(
  value: PlainValue,
  known: ReadonlyMap<string, ReadonlySet<string>>,
  findings: Findings,
): Exclusion[] {
  return value.text.split('\n').flatMap((line) => {
    const text = line.trim();
    if (text === '') return [];
    const reading = readCaseFilter(text, known);
    if (reading.kind === 'read') return [{ place: value.place, text, values: reading.value }];
    const { expected, suggestion } = reading;
    findings.add('bad-matrix', value.place, {
      message: `${quote(text)} excludes nothing`,
      found: text,
      expected,
      suggestion,
    });
    return [];
  });
}

function reportTooMany({ place }: Section, findings: Findings): void {
  findings.add('too-many-cases', place, {
    message: `[Matrix] makes more than ${LIMITS.cases} cases`,
    suggestion: 'several tests, or exclude: lines',
  });
}

function isRefused(cases: readonly MatrixCase[], { place }: Section, findings: Findings): boolean {
  if (cases.length === 0) findings.add('bad-matrix', place, { message: 'every combination of [Matrix] is excluded' });
  const names = new Set<string>();
  const second = cases.find(({ name }) => names.size === names.add(name).size);
  if (second !== undefined) {
    const message = `two cases would have the same name, and so one place for their results: ${quote(second.name)}`;
    findings.add('bad-matrix', place, { message, suggestion: 'values without a comma, a name and = in them' });
    return true;
  }
  const long = cases.find(({ name }) => Buffer.byteLength(name) > LIMITS.caseNameBytes);
  if (long === undefined) return cases.length === 0;
  const message = `the name of a case is longer than ${LIMITS.caseNameBytes} bytes: ${quote(long.name)}`;
  findings.add('bad-matrix', place, { message, suggestion: 'shorter values, with the long ones in [Variables]' });
  return true;
}

/** It may be that a combination was misspelt in it. */
function reportUnneeded(exclusions: readonly Exclusion[], parameters: readonly Parameter[], findings: Findings): void {
  for (const exclusion of exclusions) {
    const rowsOf = ({ names, rows }: Parameter) => {
      const own = exclusion.values.filter(({ name }) => names.includes(name));
      return rows.some((row) => hasValues(row, own));
    };
    if (parameters.every(rowsOf)) continue;
    const message = `no combination has all of ${exclusion.text}`;
    findings.add('unneeded-exclusion', exclusion.place, { message, found: exclusion.text });
  }
}
