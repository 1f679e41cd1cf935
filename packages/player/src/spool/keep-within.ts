import { rm } from 'node:fs/promises';
import type { HostLimits } from '../host-limits.ts';
import { type ExpiredRun, expiredRuns } from './expired-runs.ts';
import { spooledRuns } from './spooled-run.ts';
import { bytesText, durationText } from './texts.ts';

/** What is kept, and for whom. */
export interface KeepOptions {
  readonly stateFolder: string;
  readonly limits: Pick<HostLimits, 'keepMs' | 'keepBytes'>;
  /** The run that holds the player. */
  readonly heldRun: string | null;
  readonly now: Date;
  readonly onLog: (text: string) => void;
}

/** Removes what is kept no longer, and says so; resolves with the runs that are gone. Never rejects. */
export async function keepWithin(options: KeepOptions): Promise<readonly string[]> {
  const { stateFolder, limits, heldRun, now, onLog } = options;
  const removed: string[] = [];
  try {
    // The run that is under way is not looked at: of many trials that would take longer with each of them.
    const others = await spooledRuns(stateFolder, heldRun);
    for (const expired of expiredRuns(others, limits, heldRun, now)) {
      const { runId, folder } = expired.run;
      await rm(folder, { recursive: true, force: true });
      removed.push(runId);
      onLog(farewell(expired, limits));
    }
  } catch (error) {
    onLog(`what is kept no longer cannot be removed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return removed;
}

function farewell({ run, reason }: ExpiredRun, { keepMs, keepBytes }: KeepOptions['limits']): string {
  const what = `run ${run.runId}: what was kept of it (${bytesText(run.bytes)}) is removed`;
  switch (reason) {
    case 'age':
      return `${what}: nobody collected it for ${durationText(keepMs)} (keep)`;
    case 'size':
      return `${what}: more than ${bytesText(keepBytes)} were kept, and it was the oldest (keep_size)`;
    default:
      return reason satisfies never;
  }
}
