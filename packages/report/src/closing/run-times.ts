import { type RunResult, visibleText } from '@conductor/types';
import { formatDuration } from '../text/quantities.ts';
import { isHome } from './verdict-line.ts';

/** `2026-11-23 23:15:00 UTC to 2026-11-23 23:15:02 UTC (2.50 s)`. */
export function runTimes(result: RunResult): string {
  const endTime = knownEnd(result);
  const end = endTime === null ? unknownEnd(result) : moment(endTime);
  return `${moment(result.startTime)} to ${end}${lasting(result.startTime, endTime)}`;
}

/** `2026-11-23 23:15:00 UTC`, from ISO 8601. */
export function moment(time: string): string {
  return `${visibleText(time).slice(0, 19).replace('T', ' ')} UTC`;
}

/** When it was over. A collector knows when the last results came, and no more. */
function knownEnd(result: RunResult): string | null {
  return result.writtenBy === 'collector' && isHome(result) ? (result.trials.at(-1)?.endTime ?? null) : result.endTime;
}

function unknownEnd({ writtenBy }: RunResult): string {
  return writtenBy === 'collector' ? 'results that have not all come' : 'an end that nobody recorded';
}

function lasting(startTime: string, endTime: string | null): string {
  return endTime === null ? '' : ` (${formatDuration(Date.parse(endTime) - Date.parse(startTime))})`;
}
