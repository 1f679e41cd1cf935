import { Findings } from '../../src/diagnostics/findings.ts';
import { DEFAULT_SECTION, type Entry, type Fault, type Section, type Value } from '../../src/dialect/document.ts';
import { lexDocument } from '../../src/dialect/lex-document.ts';
import { Expander, expansionBudget } from '../../src/variables/expander.ts';
import { defaultsOf, type Scope, variablesOf } from '../../src/variables/scope.ts';
import type { Interpolated, Pairs, PlainOutcome, RawOutcome } from './python-outcome.ts';

/** What we make of a text, in Python's words; a value that we take with a remark is one that Python refuses. */
export function ourOutcome(text: string): PlainOutcome {
  const raw = ourRawOutcome(text);
  const strictValue = ({ value, hasRemarks }: OurValue) => (hasRemarks ? null : value);
  return { raw, interpolated: 'error' in raw ? [] : mapValues(ourValues(text), strictValue) };
}

/** A value with its variables filled in. */
export interface OurValue {
  /** `null` where we refuse it. */
  readonly value: string | null;
  readonly hasRemarks: boolean;
}

/** Every value of a text, section by section. */
export function ourValues(text: string): Interpolated<OurValue> {
  const document = lexDocument('text', text);
  return document.sections.filter(isOrdinary).map(({ name, entries }) => {
    const scope = [variablesOf(entries), defaultsOf(document)];
    return [name, entries.map(({ key, value }) => [key, expand(value, scope)])];
  });
}

function expand(value: Value, scope: Scope): OurValue {
  const findings = new Findings(false);
  const expanded = new Expander(scope, findings, expansionBudget()).expand(value);
  return { value: expanded, hasRemarks: findings.list().length > 0 };
}

function mapValues<From, To>(values: Interpolated<From>, to: (value: From) => To): Interpolated<To> {
  return values.map(([section, pairs]) => [section, pairs.map(([key, value]) => [key, to(value)])]);
}

function ourRawOutcome(text: string): RawOutcome {
  const { sections, faults } = lexDocument('text', text);
  return (
    pythonError(faults) ?? {
      defaults: sections.filter((section) => !isOrdinary(section)).flatMap(({ entries }) => pairsOf(entries)),
      sections: sections.filter(isOrdinary).map(({ name, entries }) => [name, pairsOf(entries)]),
    }
  );
}

function isOrdinary({ name }: Section): boolean {
  return name !== DEFAULT_SECTION;
}

function pairsOf(entries: readonly Entry[]): Pairs {
  return entries.map(({ key, value }) => [key, value.text]);
}

const CLASSES = {
  'no-section-header': 'MissingSectionHeaderError',
  'duplicate-section': 'DuplicateSectionError',
  'duplicate-key': 'DuplicateOptionError',
} as const;

/** Python stops at some faults and gathers others; a second empty key of a section is a duplicate to it. */
function pythonError(faults: readonly Fault[]): RawOutcome | undefined {
  const gathered: number[] = [];
  const emptyKeys = new Set<string>();
  for (const { kind, place, section } of faults) {
    const isSecondEmpty = kind === 'empty-key' && emptyKeys.has(section);
    if (isSecondEmpty) return { error: CLASSES['duplicate-key'], lines: [place.line] };
    if (kind !== 'no-delimiter' && kind !== 'empty-key') return { error: CLASSES[kind], lines: [place.line] };
    if (kind === 'empty-key') emptyKeys.add(section);
    gathered.push(place.line);
  }
  return gathered.length > 0 ? { error: 'ParsingError', lines: gathered } : undefined;
}
