import type { RunEvent } from '@conductor/types';

/** How long each trial of a run took, by the clock of the conductor, in milliseconds. */
export function trialTimes(events: readonly RunEvent[]): number[] {
  const timesOf = (kind: RunEvent['kind']) =>
    events.filter((event) => event.kind === kind).map(({ time }) => Date.parse(time));
  const ends = timesOf('trial-ended');
  return timesOf('trial-started').map((began, at) => (ends[at] ?? Number.NaN) - began);
}
