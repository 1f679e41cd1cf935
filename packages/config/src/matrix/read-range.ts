import { LIMITS } from '../limits.ts';
import { type Reading, read, refused } from '../values/reading.ts';

const RANGE =
  /^(?<first>-?\d{1,12}(?:\.\d{1,6})?)\.\.(?<last>-?\d{1,12}(?:\.\d{1,6})?)(?: (?<word>step|times) (?<by>\d{1,12}(?:\.\d{1,6})?))?$/;
const LIKE_RANGE = /^-?\d[\d.]*\.\.[-\d]/;

/** Fractions are counted in these, so that ten steps of 0.1 are 1. */
const PARTS = 1e6;

/** `1..8`, `8..1`, `1..64 step 8`, `1..64 times 2`: the numbers of a range, as texts. `null`: it looks like none. */
export function readRange(text: string): Reading<readonly string[]> | null {
  const { first, last, word, by = '1' } = RANGE.exec(text)?.groups ?? {};
  if (first === undefined || last === undefined)
    return LIKE_RANGE.test(text) ? refused('a range such as 1..8, 1..64 step 8, or 1..64 times 2') : null;
  const [from, to, factor] = [Number(first), Number(last), Number(by)];
  const numbers = word === 'times' ? growing(from, to, factor) : stepping(from, to, factor);
  if (numbers === null)
    return refused(
      word === 'times' ? 'a range that grows: from a number above 0, times one above 1' : 'a range with a step above 0',
    );
  return numbers.length > LIMITS.cases
    ? refused(`a range of at most ${LIMITS.cases} values`)
    : read(numbers.map(String));
}

/** Also downwards. */
function stepping(from: number, to: number, step: number): number[] | null {
  if (step === 0) return null;
  const [begin, end, each] = [from, to, step].map((number) => Math.round(number * PARTS));
  if (begin === undefined || end === undefined || each === undefined) return null;
  const count = Math.min(Math.floor(Math.abs(end - begin) / each), LIMITS.cases) + 1;
  const way = end < begin ? -each : each;
  return Array.from({ length: count }, (_, at) => (begin + at * way) / PARTS);
}

function growing(from: number, to: number, factor: number): number[] | null {
  if (from <= 0 || factor <= 1 || to < from) return null;
  const numbers: number[] = [];
  for (let number = from; number <= to && numbers.length <= LIMITS.cases; number *= factor)
    numbers.push(Number(number.toPrecision(12)));
  return numbers;
}
