/** A day, in milliseconds. */
export const DAY_MS = 86_400_000;

/** A certificate that has fewer days left is warned of. */
export const WARNED_DAYS = 14;

/** Whole days until a certificate expires; below 0 when it has. */
export function daysLeft(notAfter: Date, now: Date): number {
  return Math.floor((notAfter.getTime() - now.getTime()) / DAY_MS);
}
