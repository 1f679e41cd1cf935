import type { ClockSample } from '@conductor/protocol';
import { boundsOf, type ClockBounds, middleOf, movedTo, narrowed } from './clock-bounds.ts';
import { absolute, lesser } from './nanoseconds.ts';

/** What all exchanges so far tell of a player's monotonic clock. */
export interface MeasuredClock {
  /** As of the last exchange. */
  readonly bounds: ClockBounds;
  /** As of the first second: drift is counted from there. */
  readonly reference: ClockBounds;
  /** When it was read first. */
  readonly firstNs: bigint;
  /** The shortest exchange of all. */
  readonly shortestNs: bigint;
}

/** Where a clock stands at an instant of ours. */
export interface ClockPosition {
  /** The player's nanoseconds minus ours. */
  readonly offsetNs: bigint;
  /** How far that can be from the truth, either way. */
  readonly uncertaintyNs: bigint;
}

const SECOND_NS = 1_000_000_000n;
const MILLION = 1_000_000;

/**
 * Takes an exchange in. Each gives bounds that the truth lies between, whatever the two ways took; what all of them leave is
 * the answer, and the shortest exchanges leave least. A clock that contradicts what it said before is measured anew.
 */
export function measure(known: MeasuredClock | null, sample: ClockSample): MeasuredClock {
  const fresh = boundsOf(sample);
  const roundTripNs = sample.heardNs - sample.sentNs;
  const bounds = known && narrowed(movedTo(known.bounds, fresh.atNs), fresh);
  if (known === null || bounds === null) {
    return { bounds: fresh, reference: fresh, firstNs: fresh.atNs, shortestNs: roundTripNs };
  }
  const isEarly = bounds.atNs - known.firstNs < SECOND_NS;
  return {
    bounds,
    reference: isEarly ? bounds : known.reference,
    firstNs: known.firstNs,
    shortestNs: lesser(roundTripNs, known.shortestNs),
  };
}

/** Where the clock stands at an instant: the middle of what is possible then, moved on by the drift so far. */
export function positionAt(clock: MeasuredClock, atNs: bigint): ClockPosition {
  const { offsetNs, uncertaintyNs } = middleOf(movedTo(clock.bounds, atNs));
  const drift = driftOf(clock) ?? 0;
  const drivenNs = BigInt(Math.round((Number(atNs - clock.bounds.atNs) * drift) / MILLION));
  return { offsetNs: offsetNs + drivenNs, uncertaintyNs: uncertaintyNs + absolute(drivenNs) };
}

/** Microseconds that the player's clock gains in a second of ours; `null` while it has been watched for less than a second. */
export function driftOf({ bounds, reference, firstNs }: MeasuredClock): number | null {
  const spanNs = bounds.atNs - reference.atNs;
  if (bounds.atNs - firstNs < SECOND_NS || spanNs <= 0n) return null;
  return (Number(middleOf(bounds).offsetNs - middleOf(reference).offsetNs) / Number(spanNs)) * MILLION;
}
