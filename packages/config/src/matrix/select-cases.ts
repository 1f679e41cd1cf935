import { ConductorError, type Test, type TestCase, visibleText } from '@conductor/types';
import { hasValues, knownValues, readCaseFilter } from './case-filter.ts';

/** Cases that are named when none is found. */
const NAMED = 20;

/** A case, as far as words can mean it. */
type Meant = Pick<TestCase, 'name' | 'values'>;

/** The test with those of its cases that any of the words means; see `casesMeant`. */
export function selectCases(test: Test, words: readonly string[]): Test {
  if (words.length === 0) return test;
  const selected = casesMeant(test.cases ?? [], words, test.file);
  const [first] = selected;
  return first === undefined ? test : { ...test, players: first.players, cases: selected };
}

/**
 * The cases that any of the words means, in their order: `size=64`, `size=64,cipher=gcm`. A ConductorError of code `usage` says which cases
 * there are when a word means none.
 */
export function casesMeant<Case extends Meant>(
  cases: readonly Case[],
  words: readonly string[],
  file: string,
): readonly Case[] {
  if (cases.length === 0) {
    const word = visibleText(words[0] ?? '');
    throw new ConductorError('usage', `--case ${word}: ${visibleText(file)} has no [Matrix], and so no cases`);
  }
  const wanted = new Set(words.flatMap((word) => meantBy(word, file, cases)));
  return cases.filter((one) => wanted.has(one));
}

function meantBy<Case extends Meant>(word: string, file: string, cases: readonly Case[]): readonly Case[] {
  const named = cases.filter(({ name }) => name === word);
  if (named.length > 0) return named;
  const filter = readCaseFilter(word, knownValues(cases));
  if (filter.kind === 'refused') {
    const { expected, suggestion } = filter;
    const hint = suggestion === undefined ? '' : `; did you mean ${visibleText(suggestion)}`;
    const wanted = `expected ${visibleText(expected)}${hint}`;
    throw new ConductorError('usage', `--case ${visibleText(word)}: ${wanted}. ${listOf(file, cases)}`);
  }
  const found = cases.filter(({ values }) => hasValues(values, filter.value));
  if (found.length > 0) return found;
  throw new ConductorError('usage', `--case ${visibleText(word)}: no case has all of these. ${listOf(file, cases)}`);
}

function listOf(file: string, cases: readonly Meant[]): string {
  const shown = cases.slice(0, NAMED).map(({ name }) => visibleText(name));
  const more = cases.length > NAMED ? ` and ${cases.length - NAMED} more` : '';
  return `The cases of ${visibleText(file)}: ${shown.join(' ')}${more}`;
}
