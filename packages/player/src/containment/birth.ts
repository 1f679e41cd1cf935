/** Where in the order of all processes of this host the first of a step came. */
export interface Birth {
  /** Its number, which its own processes come after. */
  readonly pid: number;
  /** How many processes the host had begun before it, at least. */
  readonly begunBefore: number;
  /** When it began, as its process table tells it; `null` when that could not be read in time. */
  readonly start: string | null;
}

/** Numbers that may be given in the moment in which it is counted. */
const MARGIN = 2_048;

/**
 * The lowest number that anything may have that came after these births; 0 where it may have any. The kernel gives numbers in
 * ascending order, and from the beginning again after `lastPid`: as long as not so many processes have begun since a birth, what came
 * after it has a higher number. Who may set the next number (`ns_last_pid`, `clone3` with one of its own: root's rights) can get a lower one, and is
 * not looked at then: against a step that hides with such rights there are control groups only.
 */
export function lowestNumber(births: Iterable<Birth | null>, begun: number | null, lastPid: number | null): number {
  if (begun === null || lastPid === null) return 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const birth of births) {
    if (birth === null || birth.pid + (begun - birth.begunBefore) + MARGIN >= lastPid) return 0;
    lowest = Math.min(lowest, birth.pid);
  }
  return Number.isFinite(lowest) ? lowest : 0;
}
