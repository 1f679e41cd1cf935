/** How long a connection may take and be silent; milliseconds. Tests use small values. */
export interface Timing {
  /** From the opening of a connection to the end of its greeting; for a caller per address that it tries. */
  readonly greetingMs: number;
  /** From one keepalive ping to the next, on both sides. */
  readonly keepaliveMs: number;
  /** How long a ping may stay unanswered before the peer counts as lost. */
  readonly keepaliveTimeoutMs: number;
  /** How long the end of a conversation may take to reach the other side before it is cut. */
  readonly closingMs: number;
  /** How often a peer's certificate is judged again while a connection or a call is open: TLS itself never does. */
  readonly recheckMs: number;
}

/**
 * A cut link is noticed within 20 s. A ping may be answered seconds late where either process is busy with very many others. That a
 * player is cut off while it is conducted is noticed earlier, by its heartbeats.
 */
export const DEFAULT_TIMING: Timing = {
  greetingMs: 5_000,
  keepaliveMs: 10_000,
  keepaliveTimeoutMs: 10_000,
  closingMs: 5_000,
  recheckMs: 1_000,
};
