import { randomNumbers, randomValues } from '../support/random-values.ts';

/** A question to SciPy: its kind, and what it is about. `null` degrees of freedom are infinitely many. */
export type Question =
  | readonly ['two_sided', number, number | null]
  | readonly ['quantile', number, number | null]
  | readonly ['summary', readonly number[]];

const FREEDOMS = [0.5, 1, 1.5, 2, 3, 4.7, 9, 10, 19, 20, 21, 30.25, 50, 99, 100, 1000, 10_000, 1_000_000, null];
const DISTANCES = [0, 0.01, 0.5, 1, 1.9, 2, 2.1, 5, 10, 30, 1000];
const CONFIDENCES = [1, 50, 80, 90, 95, 98, 99, 99.5, 99.8, 99.999];

/** Sets of values of many sizes and places. */
export function questionedSets(): readonly (readonly number[])[] {
  const random = randomNumbers(7);
  return Array.from({ length: 40 }, (_, at) =>
    randomValues(random, { n: 2 + at, centre: 10 ** (at % 7), spread: 1 + (at % 5), step: 0.001 }),
  );
}

/** Every question, in the order of the recorded answers. */
export function allQuestions(): readonly Question[] {
  return [
    ...FREEDOMS.flatMap((freedom) => DISTANCES.map((t): Question => ['two_sided', t, freedom])),
    ...FREEDOMS.flatMap((freedom) => CONFIDENCES.map((confidence): Question => ['quantile', confidence, freedom])),
    ...questionedSets().map((values): Question => ['summary', values]),
  ];
}
