import type { HostLimits } from '../host-limits.ts';
import type { SpooledRun } from './spooled-run.ts';
import { isSettled } from './trial-debt.ts';

/** A run that is kept no longer, and why. */
export interface ExpiredRun {
  readonly run: SpooledRun;
  readonly reason: 'age' | 'size';
}

/**
 * Which of the runs that nobody closed are kept no longer: those that are too old, and of the rest the oldest until all
 * together are small enough. Never one whose Reset is owed, nor the one that holds the player.
 */
export function expiredRuns(
  runs: readonly SpooledRun[],
  { keepMs, keepBytes }: Pick<HostLimits, 'keepMs' | 'keepBytes'>,
  heldRun: string | null,
  now: Date,
): readonly ExpiredRun[] {
  const kept = runs.filter(({ runId }) => runId !== heldRun);
  const mayGo = kept.filter(mayBeRemoved).sort((one, other) => one.changed.getTime() - other.changed.getTime());
  let bytes = kept.reduce((sum, run) => sum + run.bytes, 0);
  const expired: ExpiredRun[] = [];
  for (const run of mayGo) {
    const isOld = now.getTime() - run.changed.getTime() > keepMs;
    if (!isOld && bytes <= keepBytes) break;
    expired.push({ run, reason: isOld ? 'age' : 'size' });
    bytes -= run.bytes;
  }
  return expired;
}

/** Nothing of it is owed, and nobody is at work on it. */
export function mayBeRemoved({ trials }: SpooledRun): boolean {
  return trials.every(({ debt }) => isSettled(debt));
}
