import type { Story } from '../simulate.ts';
import { AT_MOST_ONCE } from './at-most-once.ts';
import { CUTS_ARE_NO_LOSS } from './cuts-are-no-loss.ts';
import { EXIT_CODES_ARE_TRUE } from './exit-codes-are-true.ts';
import { INTERRUPTIONS_END_IT } from './interruptions-end-it.ts';
import type { Law } from './law.ts';
import { NOBODY_HANGS } from './nobody-hangs.ts';
import { NOTHING_LEFT_BEHIND } from './nothing-left-behind.ts';
import { ONE_HOLDER } from './one-holder.ts';
import { RESET_IS_PAID } from './reset-is-paid.ts';
import { RESULTS_ARE_TRUE } from './results-are-true.ts';
import { STARTS_ARE_ALIGNED } from './starts-are-aligned.ts';
import { SYNCS_HOLD } from './syncs-hold.ts';

/** All laws, in the order of the guarantees. */
export const LAWS: readonly Law[] = [
  RESET_IS_PAID,
  NOTHING_LEFT_BEHIND,
  AT_MOST_ONCE,
  RESULTS_ARE_TRUE,
  NOBODY_HANGS,
  INTERRUPTIONS_END_IT,
  CUTS_ARE_NO_LOSS,
  STARTS_ARE_ALIGNED,
  SYNCS_HOLD,
  ONE_HOLDER,
  EXIT_CODES_ARE_TRUE,
];

/** The first law that a story breaks, as a sentence; `null` when all hold. */
export function brokenLaw(story: Story): string | null {
  for (const { name, broken } of LAWS) {
    const fault = broken(story);
    if (fault !== null) return `${name}: ${fault}`;
  }
  return null;
}
