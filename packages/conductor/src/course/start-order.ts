/** When all players are to start a phase, by the conductor's clock. */
export interface StartOrder {
  /** When it was decided. */
  readonly decidedNs: bigint;
  /** `null`: each starts when it is told to. */
  readonly instantNs: bigint | null;
  /** How much later a player may start; `null`: better late than never. */
  readonly toleranceNs: bigint | null;
}
