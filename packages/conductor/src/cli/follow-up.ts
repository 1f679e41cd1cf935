import type { RunResult } from '@conductor/types';
import type { LeftToDo } from '../left-to-do.ts';

/** What is left to the user after a run: the last line that is printed, or `null` when nothing is. */
export function followUp({ trials, runId }: RunResult, leaseMs: number): string | null {
  const states = trials.flatMap(({ resets }) => resets.map(({ state }) => state));
  if (states.includes('unconfirmed')) {
    const bound = `at the latest ${leaseMs / 1000} s after it last heard from us`;
    return `nobody heard that every Reset ran: a player that lives stops and resets by itself, ${bound}, and one that is gone pays what it owes when it is started again; "conduct status ${runId}" looks, and "conduct resume ${runId}" brings to its end what is not`;
  }
  if (states.includes('waived')) return `Reset was left to you: conduct reset ${runId}`;
  return null;
}

/** What can be done about what is left of a run, a line for each command. */
export function followRun(runId: string, left: readonly LeftToDo[]): string[] {
  const isOpen = left.some((one) => one === 'held' || one === 'reset-owed' || one === 'results');
  return [
    ...(isOpen
      ? [`conduct resume ${runId}: stops what still runs of it, collects, resets, and fetches what is missing`]
      : []),
    ...(left.includes('held') ? [`conduct abort ${runId}: stops it and resets, without Collect`] : []),
    ...(left.some((one) => one === 'reset-waived' || one === 'reset-owed')
      ? [`conduct reset ${runId}: resets, and nothing else`]
      : []),
    ...(left.includes('unreachable')
      ? [
          `a player that is gone pays what it owes when it is started again: start it, then say "conduct status ${runId}" again`,
        ]
      : []),
  ];
}
