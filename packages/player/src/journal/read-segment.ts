import { decodeJournalRecord } from '@conductor/protocol';
import type { JournalRecord } from '@conductor/types';
import { readPlainFile } from '../storage/read-plain-file.ts';

/** A segment of a journal as a player finds it that did not write it. */
export interface ReadSegment {
  readonly records: readonly JournalRecord[];
  /** Bytes of the lines that hold them: what may be served. */
  readonly bytes: number;
}

const NEWLINE = 0x0a;

/**
 * Reads a segment up to the first line that is torn, is no record, or has not the number that is due: a player that is
 * killed leaves whole lines, a power cut leaves anything. Throws what the file system says.
 */
export function readSegment(path: string): ReadSegment {
  const content = readPlainFile(path);
  if (content === null) throw new Error(`there is no ${path}`);
  const records: JournalRecord[] = [];
  let bytes = 0;
  for (let end = content.indexOf(NEWLINE); end !== -1; end = content.indexOf(NEWLINE, bytes)) {
    const record = readRecord(content.toString('utf8', bytes, end));
    const last = records.at(-1);
    if (record === null || (last && record.seq !== last.seq + 1)) break;
    records.push(record);
    bytes = end + 1;
  }
  return { records, bytes };
}

function readRecord(line: string): JournalRecord | null {
  try {
    return decodeJournalRecord(line);
  } catch {
    return null;
  }
}
