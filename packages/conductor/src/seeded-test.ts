import { randomInt } from 'node:crypto';
import type { Test } from '@conductor/types';

/** Seeds are below this. */
const SEEDS = 2 ** 32;

/** The test with a seed, where its order is left to chance and nobody has named one: what is written down of a run repeats it. */
export function seededTest(test: Test): Test {
  if (test.settings.order !== 'random' || test.cases === undefined || test.seed !== undefined) return test;
  return { ...test, seed: randomInt(SEEDS) };
}
