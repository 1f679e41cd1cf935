import type { PlayerStart, RunEvent } from '@conductor/types';

/** Every start of a player in a run, in order. */
export function startsOf(events: readonly RunEvent[]): PlayerStart[] {
  return events.flatMap((event) => (event.kind === 'players-started' ? event.starts : []));
}
