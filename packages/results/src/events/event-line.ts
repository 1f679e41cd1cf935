import { ConductorError, RESULTS_SCHEMA, type RunEvent } from '@conductor/types';
import * as v from 'valibot';
import { eventSchema } from './event-schema.ts';

/** An event as a line of events.ndjson, with its newline. */
export function encodeEvent(event: RunEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/** A line of events.ndjson as an event; `place` (`file:line`) is for the message when it is none. */
export function decodeEvent(line: string, place: string): RunEvent {
  const event = parseEvent(line, place);
  if (event.kind === 'run-started' && event.schema > RESULTS_SCHEMA) throw newerSchema(place, event.schema);
  return event;
}

function parseEvent(line: string, place: string): RunEvent {
  try {
    return v.parse(eventSchema, JSON.parse(line));
  } catch (error) {
    const field = v.isValiError(error) ? `${v.getDotPath(error.issues[0]) ?? 'the event'}: ` : '';
    throw notAnEvent(place, `${field}${error instanceof Error ? error.message : String(error)}`);
  }
}

function notAnEvent(place: string, reason: string): ConductorError {
  return new ConductorError(
    'storage',
    `${place}: not an event of a run (${reason}); the lines before it are good: a copy of the run directory with those alone can be shown and resumed`,
  );
}

function newerSchema(place: string, schema: number): ConductorError {
  return new ConductorError(
    'version',
    `${place}: written with schema ${schema}, and this version reads up to ${RESULTS_SCHEMA}; use a newer Conductor`,
  );
}
