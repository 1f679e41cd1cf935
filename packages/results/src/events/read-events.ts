import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { ConductorError, type RunEvent } from '@conductor/types';
import { storageError } from '../storage/storage-error.ts';
import { decodeEvent } from './event-line.ts';
import { wholeLines } from './whole-lines.ts';

/** Longer than any line that is ever written; a longer one is not ours. */
const LINE_BYTES = 64 * 2 ** 20;

/** Where the next line begins, with an event. */
export interface ReadEvent {
  readonly event: RunEvent;
  /** Bytes of the file up to and including this line. */
  readonly end: number;
}

/**
 * The events of an events.ndjson, in order, each checked. A torn last line, as a crash leaves it, is left out; anything else that is
 * not an event is a ConductorError of code `storage` that names file and line.
 */
export async function* readEvents(file: string): AsyncGenerator<RunEvent> {
  for await (const { event } of readEventsWithEnds(file)) yield event;
}

/** As `readEvents`, with where each line ends. */
export async function* readEventsWithEnds(file: string): AsyncGenerator<ReadEvent> {
  const tooLong = () => new ConductorError('storage', `${file}:${line + 1}: a line of more than ${LINE_BYTES} bytes`);
  let line = 0;
  let end = 0;
  for await (const { text, bytes } of wholeLines(chunksOf(file), { bytes: LINE_BYTES, tooLong })) {
    line += 1;
    end += bytes;
    yield { event: decodeEvent(text, `${file}:${line}`), end };
  }
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    // Of a pipe that somebody put there, opening it would wait for a writer.
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!(await handle.stat()).isFile()) throw new Error('it is no plain file');
    yield* handle.createReadStream({ highWaterMark: 2 ** 18, autoClose: false });
  } catch (error) {
    throw storageError('read', file, error);
  }
}
