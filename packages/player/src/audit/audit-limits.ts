const MIB = 2 ** 20;
const DAY_MS = 86_400_000;

/** How an audit log is kept. */
export interface AuditLimits {
  /** A segment that is larger is followed by another. */
  readonly segmentBytes: number;
  /** So is one whose first record is older. */
  readonly segmentMs: number;
  /** How long records are kept, and how many bytes of them: whichever comes first. */
  readonly keepMs: number;
  readonly keepBytes: number;
  /** How long a record that nobody waits for may be in memory only. */
  readonly syncMs: number;
}

/** Every default in one place. */
export const DEFAULT_AUDIT_LIMITS: AuditLimits = {
  segmentBytes: MIB,
  segmentMs: DAY_MS,
  keepMs: 90 * DAY_MS,
  keepBytes: 100 * MIB,
  syncMs: 1_000,
};
