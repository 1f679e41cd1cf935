const DAY_MS = 86_400_000;

/** From so many days before its end on, a certificate is warned of. */
export const WARNING_DAYS = 14;

/** Whole days until a certificate expires; below 0 when it has. */
export function daysLeft(notAfter: Date, now: Date): number {
  return Math.floor((notAfter.getTime() - now.getTime()) / DAY_MS);
}
