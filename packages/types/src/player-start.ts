/** When one player started a phase, on the conductor's clock, and how well that is known. */
export interface PlayerStart {
  readonly player: string;
  /** ISO 8601 in UTC to the microsecond; of all players of a run by one clock. */
  readonly time: string;
  /** After the instant at which all were to start, by its own clock; `null` where there was none. */
  readonly lateMs: number | null;
  /** By how much `time` may be earlier or later in truth. */
  readonly uncertaintyMs: number;
  readonly clock: PlayerClock;
}

/** A player's monotonic clock, held against the conductor's. */
export interface PlayerClock {
  /** By how much it is ahead: hosts count from their own boot. */
  readonly offsetMs: number;
  /** By how much the offset may be more or less in truth. */
  readonly uncertaintyMs: number;
  /** Microseconds that it gains in a second; `null` before two readings are a second apart. */
  readonly driftPpm: number | null;
  /** The shortest exchange of the last reading. */
  readonly roundTripMs: number;
  /** Added to the player's `monotonicNs` gives nanoseconds since 1970 on the conductor's clock; text, as `monotonicNs` is. */
  readonly epochNs: string;
}
