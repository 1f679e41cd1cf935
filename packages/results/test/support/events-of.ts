import path from 'node:path';
import type { RunEvent } from '@conductor/types';
import { readEvents } from '../../src/events/read-events.ts';

/** Every event of a run directory, as it is read back. */
export async function eventsOf(directory: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of readEvents(path.join(directory, 'events.ndjson'))) events.push(event);
  return events;
}
