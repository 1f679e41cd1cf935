import type { RunRef } from '@conductor/types';

/** Whether both are one run under one epoch. */
export function isSame(one: RunRef, other: RunRef): boolean {
  return one.runId === other.runId && one.epoch === other.epoch;
}
