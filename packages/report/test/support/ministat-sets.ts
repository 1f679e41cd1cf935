import { randomNumbers, randomValues } from './random-values.ts';

/** What one call of ministat is given. */
export interface MinistatCall {
  readonly sets: readonly (readonly number[])[];
  readonly confidence: number;
}

/** What its table has right: under the name of 99.5 % it has the quantiles of 99.8 %. */
export const CONFIDENCES = [80, 90, 95, 98, 99] as const;

/** So many sets go into one call, in turn. */
const TOGETHER = [2, 2, 3, 1, 2, 7, 2, 3, 4, 5];

/** So many sets there are in all. */
export const SETS = 200;

/** 200 sets of 3 to 60 values: near each other and far, with ties and without, around centres from 0.001 to a billion. */
export function ministatCalls(): readonly MinistatCall[] {
  const random = randomNumbers(2015);
  const calls: MinistatCall[] = [];
  for (let left = SETS, turn = 0; left > 0; turn += 1) {
    const count = Math.min(left, TOGETHER[turn % TOGETHER.length] ?? 1);
    left -= count;
    const centre = 10 ** (Math.floor(random() * 13) - 3);
    const sets = Array.from({ length: count }, () => randomSet(random, centre));
    calls.push({ sets, confidence: CONFIDENCES[turn % CONFIDENCES.length] ?? 95 });
  }
  return calls;
}

function randomSet(random: () => number, centre: number): readonly number[] {
  const spread = centre * (0.02 + 0.2 * random());
  const step = random() < 0.3 ? spread : centre / 10_000;
  const sign = random() < 0.05 ? -1 : 1;
  return randomValues(random, {
    n: 3 + Math.floor(random() * 58),
    centre: sign * centre * (1 + 0.3 * random()),
    spread,
    step,
  });
}
