import type { RunEvent } from '@conductor/types';
import type { CourseEvent } from '../course/course-event.ts';
import type { Mailbox } from './mailbox.ts';

/** What watches a run directory: the course follows the journals of the players, and somebody else may follow everything. */
export function postJournal(
  mailbox: Mailbox<CourseEvent>,
  onEvent: ((event: RunEvent) => void) | undefined,
): (event: RunEvent) => void {
  return (event) => {
    const { kind } = event;
    if (kind === 'journal') mailbox.post({ kind: 'journal-pulled', player: event.player, record: event.record });
    if (kind === 'trial-measured') mailbox.post({ kind, trial: event.trial, readings: event.readings });
    onEvent?.(event);
  };
}
