import { absolute, greater, lesser, toMs } from './nanoseconds.ts';

/** When somebody started, on one clock for all. */
interface Start {
  readonly atNs: bigint;
  /** How far that can be from the truth, either way. */
  readonly uncertaintyNs: bigint;
}

/** How far apart players started. */
export interface Spread {
  /** From the first to the last. */
  readonly spreadMs: number;
  /** By how much that may be more or less in truth. */
  readonly uncertaintyMs: number;
}

/** How far apart these are; `null` of nobody. */
export function spreadOf(starts: readonly Start[]): Spread | null {
  if (starts.length === 0) return null;
  const spreadNs = spanNs(starts, 0n);
  const mostNs = spanNs(starts, 1n);
  const leastNs = greater(spanNs(starts, -1n), 0n);
  // Of one alone it is none, whatever its clock.
  const uncertaintyNs = starts.length === 1 ? 0n : greater(absolute(mostNs - spreadNs), absolute(spreadNs - leastNs));
  return { spreadMs: toMs(spreadNs), uncertaintyMs: toMs(uncertaintyNs) };
}

/** From the first to the last, when every first is so many uncertainties earlier, and every last so many later. */
function spanNs(starts: readonly Start[], times: bigint): bigint {
  const firsts = starts.map(({ atNs, uncertaintyNs }) => atNs - times * uncertaintyNs);
  const lasts = starts.map(({ atNs, uncertaintyNs }) => atNs + times * uncertaintyNs);
  return lasts.reduce(greater) - firsts.reduce(lesser);
}
