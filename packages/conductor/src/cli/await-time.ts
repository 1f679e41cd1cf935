import { setTimeout as pause } from 'node:timers/promises';
import { formatDuration } from '@conductor/report';
import { startTimeText } from './start-time.ts';
import type { Channel } from './terminal.ts';
import { usageError } from './usage-error.ts';

/** So often the wall clock is looked at: it may be set, or the machine may sleep, while we wait. */
const LOOK_MS = 1_000;
const TO_BEGIN_OF_LINE = '\r';
const ERASE_REST = '\u001b[K';

/** Refuses a time that has passed, with a ConductorError of code `usage`. */
export function checkIsToCome(at: Date): void {
  if (at.getTime() > Date.now()) return;
  throw usageError(
    `--at wants a time to come, and ${startTimeText(at)} has passed: it is ${startTimeText(new Date())}`,
  );
}

/** Waits until the wall clock shows a time, and tells so where there is a channel: on a terminal it counts down. Rejects with the signal's reason. */
export async function awaitTime(at: Date, channel: Channel | null, signal: AbortSignal): Promise<void> {
  const leftMs = () => at.getTime() - Date.now();
  channel?.write(
    `waiting until ${startTimeText(at)}, for ${formatDuration(leftMs())}; no player is claimed meanwhile\n`,
  );
  for (let ms = leftMs(); ms > 0; ms = leftMs()) {
    if (channel?.isTerminal) channel.write(`${TO_BEGIN_OF_LINE}begins in ${formatDuration(ms)}${ERASE_REST}`);
    await pause(Math.min(ms, LOOK_MS), undefined, { signal });
  }
  if (channel?.isTerminal) channel.write(`${TO_BEGIN_OF_LINE}${ERASE_REST}`);
}
