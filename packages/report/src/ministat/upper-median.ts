import { sorted } from '../statistics/moments.ts';

/** The median as Debian's ministat has it: of an even number of values, the upper one of the two in the middle. */
export function upperMedian(values: readonly number[]): number {
  return sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
}
