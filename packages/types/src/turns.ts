import type { TrialRef } from './run-ref.ts';
import type { Test } from './test.ts';

/** How many trials a test has at most: of all cases together. */
export function allTrials({ trials, cases }: Pick<Test, 'trials'> & { readonly cases?: readonly unknown[] }): number {
  return trials * (cases?.length ?? 1);
}

/** Every trial of a test in the order in which they are run; numbers go through all cases. */
export function trialsInOrder(test: Test): TrialRef[] {
  return turnsOf(test).map((caseName, at) => ({ caseName, trial: at + 1 }));
}

function turnsOf({ trials, cases, settings, seed = 0 }: Test): readonly string[] {
  const names = cases?.map(({ name }) => name) ?? [''];
  switch (settings.order) {
    case 'as-written':
      return names.flatMap((name) => Array.from({ length: trials }, () => name));
    case 'interleaved':
      return interleave(names, trials);
    case 'random':
      return shuffle(interleave(names, trials), seed);
    default:
      return settings.order satisfies never;
  }
}

/**
 * The order in which variants take turns: A B, B A, A B … (with three, A B C, C B A …), so many times each. Over every two turns each
 * variant has the same mean place, and a drift that is a straight line adds the same to all of them. Source: Cox, Planning of
 * Experiments (1958), 14.2 (serial order balanced against trend).
 */
export function interleave<Variant>(variants: readonly Variant[], times: number): readonly Variant[] {
  const back = variants.toReversed();
  return Array.from({ length: times }, (_, turn) => (turn % 2 === 0 ? variants : back)).flat();
}

/** Every order is as likely as any other, and the same seed gives the same one. */
function shuffle<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const random = randomNumbers(seed);
  const drawn = items.map((item) => ({ item, place: random() }));
  return drawn.toSorted((one, other) => one.place - other.place).map(({ item }) => item);
}

/** Numbers from 0 to below 1 that look like chance. Source: Steele, Lea and Flood (2014), SplitMix with 32 bits. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
