import type { RunResult } from '@conductor/types';

/** What is left to the user after a run: the last line that is printed, or `null` when nothing is. */
export function followUp(result: RunResult, leaseMs: number): string | null {
  const states = result.trials.flatMap(({ resets }) => resets.map(({ state }) => state));
  if (states.includes('unconfirmed')) {
    const seconds = leaseMs / 1000;
    return `nobody heard that every Reset ran: a player that lives stops and resets by itself, at the latest ${seconds} s after it last heard from us; see "conduct show ${result.runId}" for which`;
  }
  if (states.includes('waived')) return `Reset was left to you: conduct -p reset ${result.test.file}`;
  return null;
}
