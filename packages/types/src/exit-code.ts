/** Exit codes of `conduct`; scripts depend on them. */
export const EXIT_CODES = {
  /** All passed and every Reset is confirmed. */
  passed: 0,
  /** A step, a check or `max_skew` failed. */
  failed: 1,
  /** The command line or a file is wrong; nothing was started. */
  usage: 2,
  /** A player was lost or unreachable, or an outcome is unknown. */
  lost: 3,
  /** A Reset step failed, something was left behind, or with `verify_reset = fail` a host is not as it was. */
  dirty: 4,
  /** Another run holds a player, or one owes a Reset that it could not pay, and nothing was started; or another program writes the run directory. */
  busy: 5,
  /** A peer is not who it must be, and nothing was started; or it is trusted no more, during the run. */
  identity: 6,
} as const;

const WORST_FIRST: readonly number[] = [EXIT_CODES.dirty, EXIT_CODES.lost, EXIT_CODES.failed];

/** The worst of several exit codes: 4, then 3, then 1, else 0. */
export function worstExitCode(codes: Iterable<number>): number {
  const seen = new Set(codes);
  return WORST_FIRST.find((code) => seen.has(code)) ?? EXIT_CODES.passed;
}
