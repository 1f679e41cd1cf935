/** One exchange in which a caller read a player's clocks. */
export interface ClockSample {
  /** The caller's monotonic clock in nanoseconds: when it asked, and when the answer came. */
  readonly sentNs: bigint;
  readonly heardNs: bigint;
  /** The caller's wall clock when the answer came, in milliseconds since 1970. */
  readonly heardWallMs: number;
  /** The player's two clocks, at some moment between. */
  readonly playerNs: bigint;
  readonly playerWallMs: number;
}
