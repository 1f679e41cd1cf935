import { closeSync, constants, openSync, readSync } from 'node:fs';
import { trialFileReason } from '../storage/gone-text.ts';
import type { SourceReader } from './source-reader.ts';

/** What a reader needs to know of a file of the player's own. */
export interface SpoolPlace {
  readonly path: string;
  /** Bytes of the file before the first byte of the source. */
  readonly start: number;
  /** Asked after each read: whether what was read is still what the source promised. */
  readonly stillHolds: () => boolean;
}

/**
 * Reads a file of the player's own. It has just been written, so its pages are in memory: reading at once is ten times
 * cheaper than handing it to a thread, which matters with the thousands of small outputs of a long list.
 */
export function openSpool({ path, start, stillHolds }: SpoolPlace): SourceReader {
  const descriptor = openFile(path);
  return {
    async read(offset, length, room = Buffer.allocUnsafe) {
      const buffer = room(length);
      const bytes = readSync(descriptor, buffer, 0, length, start + offset);
      return bytes > 0 && stillHolds() ? buffer.subarray(0, bytes) : null;
    },
    async [Symbol.asyncDispose]() {
      closeSync(descriptor);
    },
  };
}

function openFile(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY);
  } catch (error) {
    throw new Error(trialFileReason(path, error), { cause: error });
  }
}
