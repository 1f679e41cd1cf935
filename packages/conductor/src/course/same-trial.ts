import type { TrialRef } from '@conductor/types';

/** Whether two references mean the same trial. */
export function isSameTrial(one: TrialRef, other: TrialRef): boolean {
  return one.trial === other.trial && one.caseName === other.caseName;
}
