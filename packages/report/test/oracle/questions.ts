import { randomNumbers, randomValues } from '../support/random-values.ts';

/** A question to SciPy: its kind, and what it is about. `null` degrees of freedom are infinitely many. */
export type Question =
  | readonly ['two_sided', number, number | null]
  | readonly ['quantile', number, number | null]
  | readonly ['summary' | 'drift', readonly number[]]
  | readonly [OfTwo, readonly number[], readonly number[]];

/** Questions about two sets of values, the base and the other. */
type OfTwo = 'welch' | 'pooled' | 'paired' | 'mann_whitney' | 'effect' | 'drift_of_two';

const FREEDOMS = [0.5, 1, 1.5, 2, 3, 4.7, 9, 10, 19, 20, 21, 30.25, 50, 99, 100, 1000, 10_000, 1_000_000, null];
const DISTANCES = [0, 0.01, 0.5, 1, 1.9, 2, 2.1, 5, 10, 30, 1000];
const CONFIDENCES = [1, 50, 80, 90, 95, 98, 99, 99.5, 99.8, 99.999];

const OF_TWO = ['welch', 'pooled', 'mann_whitney', 'effect'] as const;
const OF_PAIRS = ['paired', 'drift_of_two'] as const;

/** Sets of values of many sizes and places. */
function questionedSets(): readonly (readonly number[])[] {
  const random = randomNumbers(7);
  return Array.from({ length: 40 }, (_, at) =>
    randomValues(random, { n: 2 + at, centre: 10 ** (at % 7), spread: 1 + (at % 5), step: 0.001 }),
  );
}

/** Sets as they come in pairs: few values and many, ties and none, small and huge ones, near and far from each other. */
function questionedPairs(): readonly (readonly [readonly number[], readonly number[]])[] {
  const random = randomNumbers(11);
  return Array.from({ length: 60 }, (_, at) => {
    const centre = 10 ** (at % 7);
    const shape = { centre, spread: centre / 50, step: at % 3 === 0 ? centre / 100 : centre / 1e7 };
    const base = randomValues(random, { ...shape, n: 3 + (at % 11) });
    const shift = 1 + (at % 5) / 40;
    return [base, randomValues(random, { ...shape, centre: centre * shift, n: 3 + ((at * 7) % 29) })];
  });
}

/** The same, both cut to the size of the smaller. */
function equalPairs(): readonly (readonly [readonly number[], readonly number[]])[] {
  return questionedPairs().map(([base, other]) => [base.slice(0, other.length), other.slice(0, base.length)]);
}

/** Every question, in the order of the recorded answers. */
export function allQuestions(): readonly Question[] {
  return [
    ...FREEDOMS.flatMap((freedom) => DISTANCES.map((t): Question => ['two_sided', t, freedom])),
    ...FREEDOMS.flatMap((freedom) => CONFIDENCES.map((confidence): Question => ['quantile', confidence, freedom])),
    ...questionedSets().map((values): Question => ['summary', values]),
    ...questionedSets()
      .slice(1)
      .map((values): Question => ['drift', values]),
    ...OF_TWO.flatMap((kind) => questionedPairs().map(([base, other]): Question => [kind, base, other])),
    ...OF_PAIRS.flatMap((kind) => equalPairs().map(([base, other]): Question => [kind, base, other])),
  ];
}
