import type { ClockSample } from '@conductor/protocol';
import { absolute, greater, lesser } from './nanoseconds.ts';

/** Between which two values the offset of a player's clock lies at an instant of ours: its nanoseconds minus ours. */
export interface ClockBounds {
  readonly atNs: bigint;
  readonly leastNs: bigint;
  readonly mostNs: bigint;
}

/**
 * No two monotonic clocks go apart faster, in nanoseconds a millisecond: crystals do by up to 100, and kernels bend them by
 * up to 500 each while they follow a time server (Linux, adjtimex(2)).
 */
const DRIFT_NS_PER_MS = 1_000n;
const NS_PER_MS = 1_000_000n;

/** The most by which two clocks go apart in so long. */
export function driftWithin(spanNs: bigint): bigint {
  return (spanNs * DRIFT_NS_PER_MS) / NS_PER_MS + 1n;
}

/** What one exchange tells: the player read its clock after we asked and before we heard, however slow either way was. */
export function boundsOf({ sentNs, heardNs, playerNs }: ClockSample): ClockBounds {
  const slackNs = driftWithin(heardNs - sentNs);
  return { atNs: heardNs, leastNs: playerNs - heardNs - slackNs, mostNs: playerNs - sentNs + slackNs };
}

/** The same bounds at another instant: they widen by what drift could do meanwhile. */
export function movedTo({ atNs, leastNs, mostNs }: ClockBounds, toNs: bigint): ClockBounds {
  const slackNs = driftWithin(absolute(toNs - atNs));
  return { atNs: toNs, leastNs: leastNs - slackNs, mostNs: mostNs + slackNs };
}

/** What both say; `null` when they contradict each other. Both are of one instant. */
export function narrowed(one: ClockBounds, other: ClockBounds): ClockBounds | null {
  const leastNs = greater(one.leastNs, other.leastNs);
  const mostNs = lesser(one.mostNs, other.mostNs);
  return leastNs > mostNs ? null : { atNs: one.atNs, leastNs, mostNs };
}

/** The middle of the bounds, and how far it can be from the truth. */
export function middleOf({ leastNs, mostNs }: ClockBounds): {
  readonly offsetNs: bigint;
  readonly uncertaintyNs: bigint;
} {
  return { offsetNs: (leastNs + mostNs) / 2n, uncertaintyNs: (mostNs - leastNs + 1n) / 2n };
}
