/** Numbers from 0 to 1, always the same ones for a seed: the generator of Park and Miller (1988), in whole numbers. */
export function randomNumbers(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** What a set of values looks like. */
export interface SetShape {
  readonly n: number;
  readonly centre: number;
  readonly spread: number;
  /** The least step between two values: coarse ones make ties. */
  readonly step: number;
}

/** Values around a centre, as a bell: sums of twelve numbers, each rounded to a step. */
export function randomValues(random: () => number, { n, centre, spread, step }: SetShape): number[] {
  return Array.from({ length: n }, () => {
    const bell = Array.from({ length: 12 }, random).reduce((sum, part) => sum + part, -6);
    return Number((Math.round((centre + spread * bell) / step) * step).toPrecision(12));
  });
}
