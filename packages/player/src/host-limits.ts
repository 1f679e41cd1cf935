/** What a player may take of its host: the choice of whoever owns it. Sizes are bytes. */
export interface HostLimits {
  /** Processes and threads that a step may have at once; `null` is no bound. */
  readonly maxProcesses: number | null;
  /** How long results that nobody collected are kept. */
  readonly keepMs: number;
  /** How much of them is kept; the oldest go first. */
  readonly keepBytes: number;
  /** Room on the disk that is kept for Reset; 0 is none. */
  readonly reserveBytes: number;
}

const DAY_MS = 86_400_000;
const MIB = 2 ** 20;

/** Every default in one place. */
export const DEFAULT_HOST_LIMITS: HostLimits = {
  maxProcesses: 4096,
  keepMs: 7 * DAY_MS,
  keepBytes: 5 * 1024 * MIB,
  reserveBytes: 64 * MIB,
};
