import { seedOf } from '@conductor/lab';
import type { Guarantee } from './guarantee.ts';

/** A trial that is to be made. */
export interface PlannedTrial {
  readonly guarantee: Guarantee;
  readonly trialIndex: number;
  readonly seed: number;
}

/**
 * The trials of all guarantees that can be tried here: the first of each, then the second of each, so that what runs side by side
 * is a mixture and what does not hold shows early; those that have to be alone come last. `n` null is each one's own number.
 */
export function planTrials(guarantees: readonly Guarantee[], n: number | null, seed: number): PlannedTrial[] {
  const trials = guarantees
    .filter((guarantee) => guarantee.whyNot() === null)
    .flatMap((guarantee) => trialsOf(guarantee, Math.min(n ?? guarantee.defaultN, guarantee.ceiling), seed));
  const inTurn = trials.toSorted((one, other) => one.trialIndex - other.trialIndex);
  return [
    ...inTurn.filter(({ guarantee }) => !guarantee.isAlone),
    ...inTurn.filter(({ guarantee }) => guarantee.isAlone),
  ];
}

/** So many trials of one guarantee; each has a seed that depends on nothing but its number. */
export function trialsOf(guarantee: Guarantee, n: number, seed: number): PlannedTrial[] {
  return Array.from({ length: n }, (_, trialIndex) => {
    return { guarantee, trialIndex, seed: seedOf(seed, guarantee.number, trialIndex) };
  });
}
