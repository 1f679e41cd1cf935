/** Time as a program may see it; passed in wherever time matters, so that tests and the simulator own it. */
export interface Clock {
  /** The wall clock: for people, never for durations. */
  now(): Date;
  /** Nanoseconds of a clock that only goes forward; its zero has no meaning. */
  monotonicNs(): bigint;
}

/** The clocks of this machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicNs: () => process.hrtime.bigint(),
};

/** Milliseconds from one reading of a monotonic clock to a later one, with microseconds after the point. */
export function elapsedMs(fromNs: bigint, toNs: bigint): number {
  return Number((toNs - fromNs) / 1000n) / 1000;
}
